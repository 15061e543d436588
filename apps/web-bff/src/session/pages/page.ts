import type { FastifyReply } from 'fastify';

/** A page without script, style, image or form, in no frame; what its address holds is told to nobody. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Whether somebody looks at the answer: a program says nothing of HTML. */
export function wantsPage(accept: string | undefined): boolean {
  return accept?.includes('text/html') ?? false;
}

export interface Page {
  readonly title: string;
  readonly text: string;
  readonly link: { readonly to: string; readonly text: string };
  /** Whether the browser follows the link by itself. */
  readonly follows?: true;
}

export function sendPage(reply: FastifyReply, status: number, { title, text, link, follows }: Page): void {
  const to = escaped(link.to);
  const refresh = follows ? `<meta http-equiv="refresh" content="0; url=${to}">\n` : '';
  void reply
    .code(status)
    .headers(HEADERS)
    .send(
      `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${refresh}<title>${escaped(title)}</title>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
<p><a href="${to}">${escaped(link.text)}</a></p>
</html>
`,
    );
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
