import { badInput, type Problem } from './problem.js';
import type { Schema } from './schema.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** The first thing in `value` that its schema refuses, as a 400 that names the field; undefined if there is none. */
export function faultIn(schema: Schema, value: unknown, field: string): Problem | undefined {
  if (schema.anyOf?.every((choice) => faultIn(choice, value, field)))
    return badInput(field, 'is none of what it may be');
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOfType(type, value)))
    return badInput(field, `must be ${types.map(article).join(' or ')}`);
  if (schema.enum && value !== null && !schema.enum.includes(value))
    return badInput(field, `must be one of ${schema.enum.join(', ')}`);
  if (typeof value === 'number') return faultInNumber(schema, value, field);
  if (typeof value === 'string') return faultInText(schema, value, field);
  if (Array.isArray(value)) return faultInList(schema, value, field);
  if (typeof value === 'object' && value !== null)
    return faultInObject(schema, value as Record<string, unknown>, field);
  return undefined;
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return Number.isFinite(value);
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

const article = (type: string) =>
  type === 'null' ? 'null' : `${/^[aio]/.test(type) ? 'an' : 'a'} ${type === 'array' ? 'list' : type}`;

function faultInNumber(schema: Schema, value: number, field: string): Problem | undefined {
  const { minimum = -Infinity, maximum = Infinity } = schema;
  if (value >= minimum && value <= maximum) return undefined;
  return badInput(field, `must be from ${minimum} to ${maximum}`);
}

function faultInText(schema: Schema, value: string, field: string): Problem | undefined {
  const { minLength = 0, maxLength = Infinity, pattern, format } = schema;
  if (value.length < minLength) return badInput(field, `must have at least ${minLength} characters`);
  if (value.length > maxLength) return badInput(field, `must have at most ${maxLength} characters`);
  if (pattern && !new RegExp(pattern).test(value)) return badInput(field, `must match ${pattern}`);
  if (format === 'date-time' && !(INSTANT.test(value) && Number.isFinite(Date.parse(value))))
    return badInput(field, 'must be an ISO 8601 instant, such as 2025-12-01T09:00:00Z');
  return undefined;
}

function faultInList(schema: Schema, value: unknown[], field: string): Problem | undefined {
  const { minItems = 0, maxItems = Infinity, items } = schema;
  if (value.length < minItems || value.length > maxItems)
    return badInput(field, `must have ${minItems} to ${maxItems} items`);
  if (!items) return undefined;
  for (const [index, item] of value.entries()) {
    const fault = faultIn(items, item, `${field}[${index}]`);
    if (fault) return fault;
  }
  return undefined;
}

function faultInObject(schema: Schema, value: Record<string, unknown>, field: string): Problem | undefined {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const inside = (name: string) => (field === 'body' ? name : `${field}.${name}`);
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return badInput(inside(missing), 'is required');
  for (const [name, item] of Object.entries(value)) {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const rule = own ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    if (!rule && additionalProperties === false)
      return badInput(inside(name), 'is not a field that may be set');
    const fault = rule && faultIn(rule, item, inside(name));
    if (fault) return fault;
  }
  return undefined;
}
