import { isDeepStrictEqual } from 'node:util';
import type { Schema } from './api-document.js';
import type { Direction, SchemaChange } from './compare-schemas.js';

type What = Pick<SchemaChange, 'what' | 'breaking'>;

/** Whether more values fit than before, or fewer; both where the two sets only overlap. */
type Effect = 'wider' | 'narrower' | 'other';

const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
/** A rule that is another one lets other values be, whatever it says. */
const RULES = ['pattern', 'format', 'multipleOf', 'uniqueItems', 'contentEncoding', 'contentMediaType'];
/** Compared elsewhere. */
const ELSEWHERE = [
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'default',
];
/** What says nothing of the values. */
const WORDS = ['title', 'description', 'example', 'examples', 'deprecated', '$comment', 'id', '$id'];
const KNOWN = new Set([...UPPER, ...LOWER, ...RULES, ...ELSEWHERE, ...WORDS]);

/** What is different in what a schema asks of a value of its type; a keyword that is not known here is taken to break. */
export function compareKeywords(
  place: string,
  before: Schema,
  after: Schema,
  direction: Direction,
): SchemaChange[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  const unknown = [...keywords].filter(
    (keyword) =>
      !KNOWN.has(keyword) && !keyword.startsWith('x-') && !isDeepStrictEqual(before[keyword], after[keyword]),
  );
  return [
    ...compareEnumerations(before.enum, after.enum, direction),
    ...[...UPPER, ...LOWER, ...RULES].flatMap((keyword) => compareRule(keyword, before, after, direction)),
    ...(direction === 'request' ? compareDefaults(before.default, after.default) : []),
    ...unknown.map((keyword) => ({
      what: `has another \`${keyword}\`, which cannot be judged`,
      breaking: true,
    })),
  ].map((change) => ({ place, ...change }));
}

function compareEnumerations(
  before: readonly unknown[] | undefined,
  after: readonly unknown[] | undefined,
  direction: Direction,
): What[] {
  const isRequest = direction === 'request';
  const list = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(', ');
  if (!before && !after) return [];
  if (!before) return [{ what: `is one of ${list(after!)} only`, breaking: isRequest }];
  if (!after) return [{ what: `may be other than ${list(before)}`, breaking: !isRequest }];
  const has = (values: readonly unknown[], value: unknown) =>
    values.some((each) => isDeepStrictEqual(each, value));
  const lost = before.filter((value) => !has(after, value));
  const gained = after.filter((value) => !has(before, value));
  return [
    ...(lost.length > 0
      ? [
          {
            what: isRequest ? `may no longer be ${list(lost)}` : `is never ${list(lost)} any more`,
            breaking: isRequest,
          },
        ]
      : []),
    ...(gained.length > 0 ? [{ what: `may be ${list(gained)}`, breaking: !isRequest }] : []),
  ];
}

function compareRule(keyword: string, before: Schema, after: Schema, direction: Direction): What[] {
  const [old, now] = [before[keyword], after[keyword]];
  if (isDeepStrictEqual(old, now)) return [];
  const effect = effectOf(keyword, old, now);
  const breaking = effect === 'other' || effect === (direction === 'request' ? 'narrower' : 'wider');
  const what =
    now === undefined
      ? `has no \`${keyword}\` any more`
      : `has ${old === undefined ? 'a' : 'another'} \`${keyword}\`, ${old === undefined ? '' : `${String(old)} before and now `}${String(now)}`;
  return [{ what, breaking }];
}

function effectOf(keyword: string, old: unknown, now: unknown): Effect {
  if (old === undefined) return 'narrower';
  if (now === undefined) return 'wider';
  if (RULES.includes(keyword)) return 'other';
  const isMore = Number(now) > Number(old);
  return isMore === UPPER.includes(keyword) ? 'wider' : 'narrower';
}

/** Whoever leaves it out is understood otherwise. */
function compareDefaults(old: unknown, now: unknown): What[] {
  if (old === undefined || isDeepStrictEqual(old, now)) return [];
  const what = now === undefined ? 'is nothing' : JSON.stringify(now);
  return [{ what: `is ${JSON.stringify(old)} no longer where it is left out, but ${what}`, breaking: true }];
}
