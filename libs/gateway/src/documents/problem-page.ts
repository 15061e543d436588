import { type ProblemSlug, type ProblemType, problemTypes } from '../problems/problem-types.js';
import { documentPage } from './document-page.js';
import { html, prose } from './html.js';

/** The page that a problem's `type` points at; undefined for a slug that is none. */
export function problemPage(slug: string): string | undefined {
  if (!Object.hasOwn(problemTypes, slug)) return undefined;
  const { title, cause, cure } = problemTypes[slug as ProblemSlug];
  const body = html`<h1>${title}</h1>
    <p><code>/problems/${slug}</code></p>
    <h3>What happened</h3>
    <p>${prose(cause)}</p>
    <h3>What to do</h3>
    <p>${prose(cure)}</p>
    <p><a href="/problems">All problems</a></p>`;
  return documentPage({ title, body });
}

/** The list of all kinds of problem. */
export function problemList(): string {
  const items = Object.entries<ProblemType>(problemTypes).map(
    ([slug, { title }]) => html`<li><a href="/problems/${slug}">${title}</a> <code>${slug}</code></li>`,
  );
  return documentPage({
    title: 'Problems',
    body: html`<h1>Problems</h1>
      <ul>
        ${items}
      </ul>`,
  });
}
