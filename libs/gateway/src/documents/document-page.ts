import { html, type Html } from './html.js';
import { STYLE_PATH } from './page-style.js';

/** A page for people to read. */
interface Page {
  readonly title: string;
  /** What it belongs to, as in the title of its window. */
  readonly of?: string;
  /** Links to its parts; beside them on a wide screen, above them on a narrow one. */
  readonly navigation?: Html;
  readonly body: Html;
}

/** The HTML of a page: it needs no script, and its style is a file, so that a content security policy has no exception. */
export function documentPage({ title, of, navigation, body }: Page): string {
  const contents = navigation && html`<nav aria-label="Contents">${navigation}</nav>`;
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${of === undefined ? title : `${title} · ${of}`}</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body${contents ? html` class="with-contents"` : ''}>
<a class="skip" href="#content">To the text</a>
${contents}
<main id="content">
${body}
</main>
</body>
</html>
`;
  return markup;
}
