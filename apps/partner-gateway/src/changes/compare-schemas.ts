import { type Alternative, alternativesOf } from './alternatives-of.js';
import type { Components, Schema } from './api-document.js';
import { compareKeywords } from './compare-keywords.js';
import { compareObjects } from './compare-objects.js';

/** Whether callers send it, and must go on being understood, or get it, and must go on understanding. */
export type Direction = 'request' | 'response';

/** What is different at a place within a schema; the place of the schema itself is empty. */
export interface SchemaChange {
  readonly place: string;
  readonly what: string;
  readonly breaking: boolean;
}

/** How one comparison goes on with what is inside. */
export interface Comparison {
  readonly direction: Direction;
  /** Goes on with a part; `step` is how the part is got to, such as `.total` or `[]`. */
  readonly inside: (step: string, before: Schema, after: Schema) => SchemaChange[];
}

/** The components of both documents. */
export interface Sides {
  readonly before: Components | undefined;
  readonly after: Components | undefined;
}

/**
 * What is different between two schemas. What callers send may only be let be more, and what they get may only become
 * less: anything else breaks a caller. So a value that an answer's enumeration did not have is breaking: a generated
 * client refuses it.
 */
export function compareSchemas(
  before: Schema,
  after: Schema,
  direction: Direction,
  sides: Sides,
): SchemaChange[] {
  return compareAt('', before, after, { direction, sides, compared: new Set() });
}

interface Whole {
  readonly direction: Direction;
  readonly sides: Sides;
  /** The pairs of names that are being compared, since a schema may hold itself. */
  readonly compared: ReadonlySet<string>;
}

/** What a list holds of which nothing is said. */
const ANYTHING: Schema = {};

function compareAt(place: string, before: Schema, after: Schema, whole: Whole): SchemaChange[] {
  const pair = before.$ref && after.$ref && `${before.$ref} ${after.$ref}`;
  if (pair && whole.compared.has(pair)) return [];
  const within = pair ? { ...whole, compared: new Set([...whole.compared, pair]) } : whole;

  const olds = alternativesOf(before, whole.sides.before);
  const news = alternativesOf(after, whole.sides.after);
  const pairs = paired(olds, news);
  const lost = olds.filter((old) => !pairs.some(([each]) => each === old));
  const gained = news.filter((each) => !pairs.some(([, other]) => other === each));
  return [
    ...compareKinds(place, lost, gained, whole.direction),
    ...pairs.flatMap(([old, now]) => {
      const comparison: Comparison = {
        direction: whole.direction,
        inside: (step, one, other) => compareAt(place + step, one, other, within),
      };
      return [
        ...compareKeywords(place, old.schema, now.schema, whole.direction),
        ...compareObjects(place, old.schema, now.schema, comparison),
        ...(old.schema.items || now.schema.items
          ? comparison.inside('[]', old.schema.items ?? ANYTHING, now.schema.items ?? ANYTHING)
          : []),
      ];
    }),
  ];
}

/** Each kind of value with the one that took its place: of the same type, and of objects the one most like it. */
function paired(olds: readonly Alternative[], news: readonly Alternative[]): [Alternative, Alternative][] {
  const left = [...news];
  return olds.flatMap((old): [Alternative, Alternative][] => {
    const [best] = left
      .filter(({ type }) => type === old.type)
      .sort((one, other) => likeness(old.schema, other.schema) - likeness(old.schema, one.schema));
    if (!best) return [];
    left.splice(left.indexOf(best), 1);
    return [[old, best]];
  });
}

/** How many properties two schemas share, those that have one same value (such as a discriminator) counting most. */
function likeness(one: Schema, other: Schema): number {
  return Object.entries(one.properties ?? {}).reduce((sum, [name, property]) => {
    const same = other.properties?.[name];
    if (!same) return sum;
    const isMark = 'const' in property && property.const === same.const;
    return sum + (isMark ? 1_000 : 1);
  }, 0);
}

function compareKinds(
  place: string,
  lost: readonly Alternative[],
  gained: readonly Alternative[],
  direction: Direction,
): SchemaChange[] {
  const [old, ...otherLost] = lost;
  const [now, ...otherGained] = gained;
  if (old && now && otherLost.length + otherGained.length === 0) {
    const isWithin = (inner: Alternative, outer: Alternative) =>
      isAny(outer) || (inner.type === 'integer' && outer.type === 'number');
    const breaking = direction === 'request' ? !isWithin(old, now) : !isWithin(now, old);
    return [{ place, what: `was ${called(old)} and is ${called(now)}`, breaking }];
  }
  if (gained.some(isAny)) return [{ place, what: 'may be anything', breaking: direction === 'response' }];
  return [
    ...lost.map((each) => ({
      place,
      what:
        direction === 'request' ? `may no longer be ${called(each)}` : `is never ${called(each)} any more`,
      breaking: direction === 'request',
    })),
    ...gained.map((each) => ({ place, what: `may be ${called(each)}`, breaking: direction === 'response' })),
  ];
}

const isAny = ({ type }: Alternative): boolean => type === 'any';

const ARTICLES: Readonly<Record<string, string>> = { null: '', integer: 'an ', object: 'an ', array: 'an ' };

function called({ type }: Alternative): string {
  return type === 'any' ? 'anything' : `${ARTICLES[type] ?? 'a '}${type}`;
}
