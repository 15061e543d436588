import { html, type Html, prose } from '@frontdesk/gateway';
import type { ApiDocument, Schema } from '../../changes/api-document.js';
import { linkedTitle } from './chapter.js';
import { fieldList, fieldsOf, sentence } from './field-list.js';

/** The objects that a document knows, each with its fields. */
export function objectSections({ components }: ApiDocument): Html {
  const schemas = Object.entries((components?.['schemas'] ?? {}) as Record<string, Schema>);
  return html`${schemas.map(
    ([name, schema]) => html`
      <h3 id="object-${name}">${linkedTitle(`object-${name}`, name)}</h3>
      ${typeof schema['description'] === 'string' ? html`<p>${prose(sentence(schema['description']))}</p>` : ''}
      ${fieldList(fieldsOf(schema))}
    `,
  )}`;
}
