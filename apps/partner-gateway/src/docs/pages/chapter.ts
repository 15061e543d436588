import { html, type Html } from '@frontdesk/gateway';

/** A chapter of a page; its id is its address on the page, and stays the same. */
export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
  /** What the contents name of it. */
  readonly parts?: readonly { readonly id: string; readonly title: string }[];
}

/** All of a page, chapter by chapter. */
export function bodyOf(chapters: readonly Chapter[]): Html {
  return html`${chapters.map(
    ({ id, title, body }) =>
      html`<section id="${id}">
        <h2>${linkedTitle(id, title)}</h2>
        ${body}
      </section>`,
  )}`;
}

/** The contents of a page, and the other pages. */
export function contentsOf(chapters: readonly Chapter[], others: Html): Html {
  const items = chapters.map(
    ({ id, title, parts = [] }) =>
      html`<li>
        <a href="#${id}">${title}</a>${
          parts.length > 0
            ? html`<ul>
                ${parts.map((part) => html`<li><a href="#${part.id}">${part.title}</a></li>`)}
              </ul>`
            : ''
        }
      </li>`,
  );
  return html`<a class="home" href="/docs">Frontdesk partner API</a>
    <ul>
      ${items}${others}
    </ul>`;
}

/** A title that can be linked to. */
export function linkedTitle(id: string, title: string): Html {
  return html`<a class="anchor" href="#${id}">${title}</a>`;
}

/** Something to be read as it is. */
export function code(text: string): Html {
  return html`<pre tabindex="0"><code>${text}</code></pre>`;
}

/** Something to be typed into a shell as it is; the tests do. */
export function shell(text: string): Html {
  return html`<pre class="shell" tabindex="0"><code>${text}</code></pre>`;
}

/** Rows below a head of titles. */
export function table(head: readonly string[], rows: readonly (readonly (Html | string)[])[]): Html {
  const cells = (row: readonly (Html | string)[]) => row.map((cell) => html`<td>${cell}</td>`);
  return html`<div class="table" tabindex="0">
    <table>
      <thead>
        <tr>
          ${head.map((title) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${cells(row)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
