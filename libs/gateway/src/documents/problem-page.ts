import { type ProblemSlug, type ProblemType, problemTypes } from '../problems/problem-types.js';

/** The page that a problem's `type` points at; undefined for a slug that is none. */
export function problemPage(slug: string): string | undefined {
  if (!Object.hasOwn(problemTypes, slug)) return undefined;
  const { title, cause, cure } = problemTypes[slug as ProblemSlug];
  return page(
    title,
    `<p><code>/problems/${slug}</code></p><h2>What happened</h2>${paragraph(cause)}<h2>What to do</h2>${paragraph(cure)}` +
      '<p><a href="/problems">All problems</a></p>',
  );
}

/** The list of all kinds of problem. */
export function problemList(): string {
  const items = Object.entries<ProblemType>(problemTypes).map(
    ([slug, { title }]) => `<li><a href="/problems/${slug}">${escaped(title)}</a> <code>${slug}</code></li>`,
  );
  return page('Problems', `<ul>${items.join('')}</ul>`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

function paragraph(text: string): string {
  return `<p>${escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
