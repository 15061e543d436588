import { html, type Html } from '@frontdesk/gateway';
import type { Schema } from '../../changes/api-document.js';

const NAMES: Readonly<Record<string, string>> = { integer: 'whole number', boolean: 'true or false' };
const FORMATS: Readonly<Record<string, string>> = { 'date-time': 'instant' };

/** What a value is, in a few words: a component is linked to. */
export function typeInWords(schema: Schema): Html {
  const name = componentIn(schema);
  if (name !== undefined) return html`<a href="#object-${name}">${name}</a>`;
  if (schema.enum) return html`${joined(schema.enum.map((value) => html`<code>${String(value)}</code>`))}`;
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return joined(choice.map(typeInWords));
  if (schema.items) return html`list of ${typeInWords(schema.items)}`;
  const format = FORMATS[String(schema['format'])];
  const types = [schema.type ?? 'anything'].flat();
  return joined(types.map((type) => html`${type === 'string' && format ? format : (NAMES[type] ?? type)}`));
}

/** The name of the component that a schema refers to. */
export function componentIn({ $ref }: Schema): string | undefined {
  return $ref?.split('/').at(-1);
}

/** What bounds a value, such as `1 to 100`; empty where nothing does. */
export function boundsInWords(schema: Schema): string {
  const bounds = [
    rangeOf(schema['minimum'], schema['maximum'], ''),
    rangeOf(schema['minLength'], schema['maxLength'], ' characters'),
    rangeOf(schema['minItems'], schema['maxItems'], ' items'),
  ];
  return bounds.filter(Boolean).join(', ');
}

function rangeOf(from: unknown, to: unknown, unit: string): string {
  if (from === undefined && to === undefined) return '';
  if (from === to) return `${String(from)}${unit}`;
  if (to === undefined) return `at least ${String(from)}${unit}`;
  return from === undefined ? `up to ${String(to)}${unit}` : `${String(from)} to ${String(to)}${unit}`;
}

function joined(parts: readonly Html[]): Html {
  const between = (n: number) => (n === parts.length - 1 ? ' or ' : ', ');
  return html`${parts.map((part, n) => (n === 0 ? part : html`${between(n)}${part}`))}`;
}
