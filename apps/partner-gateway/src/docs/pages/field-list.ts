import { html, type Html, prose } from '@frontdesk/gateway';
import type { Schema } from '../../changes/api-document.js';
import { boundsInWords, typeInWords } from './type-in-words.js';

/** What is said of something that has a name: a parameter or a field. */
interface Field {
  readonly name: string;
  readonly schema: Schema;
  readonly description: string;
  /** What else is to know of it, such as `required`. */
  readonly notes: readonly string[];
}

/** Fields or parameters, one below the other. */
export function fieldList(fields: readonly Field[]): Html {
  const items = fields.map(({ name, schema, description, notes }) => {
    const about = [boundsInWords(schema), ...notes].filter(Boolean);
    return html`<div>
      <dt>
        <code>${name}</code>
        <span class="soft">${typeInWords(schema)}${about.map((note) => `, ${note}`)}</span>
      </dt>
      <dd>${prose(sentence(description))}</dd>
    </div>`;
  });
  return html`<dl class="fields">${items}</dl>`;
}

/** The fields of an object. */
export function fieldsOf({ properties = {}, required = [] }: Schema): Field[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    description: String(schema['description'] ?? ''),
    notes: required.includes(name) ? [] : ['may be left out'],
  }));
}

/** Descriptions are written without a full stop. */
export function sentence(text: string): string {
  return text === '' || text.endsWith('.') ? text : `${text}.`;
}
