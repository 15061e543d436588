import { safePolicy, type UpstreamDeclaration, type UpstreamPolicy } from './policy.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown at boot for a setting that cannot be used; its message names the variable. */
export class InvalidSetting extends Error {
  override readonly name = 'InvalidSetting';
  readonly code = 'INVALID_SETTING';

  constructor(variable: string, expected: string) {
    super(`${variable} must be ${expected}`);
  }
}

const CHOICES: Readonly<Partial<Record<keyof UpstreamPolicy, readonly string[]>>> = {
  identity: ['headers', 'token', 'none'],
  answers: ['strict', 'lenient'],
};
/** Beyond this many milliseconds, Node's timers fire at once. */
const MOST = 2 ** 31 - 1;

/** From and to where a field may go; the others go from 1 to `MOST`. */
const BOUNDS: Readonly<Partial<Record<keyof UpstreamPolicy, readonly [from: number, to: number]>>> = {
  breakerErrorPercent: [1, 100],
  retries: [0, 2],
  retryBudgetPercent: [0, 100],
  retryBudgetReserve: [0, MOST],
  backoffMs: [0, MOST],
  maxQueued: [0, MOST],
  slowReturnMs: [0, MOST],
  minBytesPerSecond: [0, MOST],
};

/** The environment's name for a field of an upstream: `gift-cards`, `deadlineMs` → `GIFT_CARDS_DEADLINE_MS`. */
export function variableOf(upstream: string, field: string): string {
  return `${upstream}_${field.replace(/[A-Z]/g, (letter) => `_${letter}`)}`
    .replace(/[^A-Za-z0-9]/g, '_')
    .toUpperCase();
}

/** What is declared, with the environment's word last; throws `InvalidSetting`. */
export function policyOf(upstream: string, declared: UpstreamDeclaration, env: Environment): UpstreamPolicy {
  const policy: Record<string, unknown> = {};
  for (const field of Object.keys(safePolicy) as (keyof UpstreamPolicy)[]) {
    const variable = variableOf(upstream, field);
    const value = env[variable] || declared[field];
    policy[field] = value === undefined ? safePolicy[field] : checkedField(field, value, variable);
  }
  return Object.freeze(policy) as unknown as UpstreamPolicy;
}

function checkedField(
  field: keyof UpstreamPolicy,
  value: string | number,
  variable: string,
): string | number {
  const choices = CHOICES[field];
  if (choices) {
    if (choices.includes(String(value))) return value;
    throw new InvalidSetting(variable, `one of ${choices.join(', ')}`);
  }
  if (field === 'healthCheckPath') {
    if (/^\/[^\s?#\\]*$/.test(String(value))) return value;
    throw new InvalidSetting(variable, 'a path such as /health');
  }
  if (field === 'audience') {
    if (URL.canParse(String(value)) && !String(value).includes('#')) return value;
    throw new InvalidSetting(variable, 'an absolute URI without a fragment, such as urn:frontdesk:shop');
  }
  const [from, to] = BOUNDS[field] ?? [1, MOST];
  const number = /^\d+$/.test(String(value)) ? Number(value) : NaN;
  if (number >= from && number <= to) return number;
  throw new InvalidSetting(
    variable,
    to === MOST ? `a whole number from ${from}` : `a whole number from ${from} to ${to}`,
  );
}

/** The instances' URLs, the environment's before the declared ones; throws `InvalidSetting`. */
export function urlsOf(upstream: string, declared: UpstreamDeclaration, env: Environment): readonly URL[] {
  const variable = variableOf(upstream, 'url');
  const list = (env[variable] || declared.url).split(',');
  return list.map((text) => checkedUrl(text.trim(), variable));
}

function checkedUrl(text: string, variable: string): URL {
  // The value stays out of the message: it may hold a password.
  const expected =
    'one or more http or https URLs without credentials, query or fragment, separated by commas';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const usable =
    url &&
    /^https?:\/\//i.test(text) &&
    url.username === '' &&
    url.password === '' &&
    !text.includes('?') &&
    !text.includes('#');
  if (!usable) throw new InvalidSetting(variable, expected);
  return url;
}
