import { Failure } from '../failure.js';
import { Refused } from './owner-api.js';
import { table } from './table.js';
import { WrongUse } from './wrong-use.js';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * What applications may ask, and how much.
 * @type {Record<string, import('./run-command.js').Command>}
 */
export const planCommands = {
  plans: {
    usage: '',
    about: 'all plans',
    async run(_, __, { ask, say }) {
      const { items } = await ask('GET', '/plans');
      say(planTable(items));
      return items;
    },
  },
  plan: {
    usage:
      '<plan> [--rate 600/60s] [--burst 20] [--quota 100000] [--scopes products:read,orders:read,orders:write]',
    about:
      'shows a plan, changes what is named of it for all who have it, or makes a new one of all four; the quota is of a month',
    options: { rate: 'string', burst: 'string', quota: 'string', scopes: 'string' },
    async run([name = ''], options, { ask, say }) {
      const terms = termsFrom(options);
      const path = `/plans/${encodeURIComponent(name)}`;
      const change = () => (Object.keys(terms).length > 0 ? ask('PATCH', path, terms) : ask('GET', path));
      const plan = await change().catch((error) => {
        if (!(error instanceof Refused && error.status === 404)) throw error;
        if (Object.keys(terms).length === 4) return ask('POST', '/plans', { name, ...terms });
        throw new Failure(`${error.message}; for a new one say --rate, --burst, --quota and --scopes`);
      });
      say(planTable([plan]));
      return plan;
    },
  },
};

/** @param {any[]} plans */
function planTable(plans) {
  return table(
    ['PLAN', 'RATE', 'BURST', 'QUOTA', 'SCOPES'],
    plans.map(({ name, rate, burst, quotaPerMonth, scopes }) => [
      name,
      `${rate.limit}/${rate.windowMs / UNITS.s}s`,
      `${burst}/s`,
      `${quotaPerMonth}/month`,
      scopes.join(' '),
    ]),
  );
}

/**
 * @param {import('./run-command.js').Options} options
 * @returns {object}
 */
function termsFrom({ rate, burst, quota, scopes }) {
  return {
    ...(rate !== undefined && { rate: rateFrom(String(rate)) }),
    ...(burst !== undefined && { burst: numberFrom('--burst', String(burst)) }),
    ...(quota !== undefined && { quotaPerMonth: numberFrom('--quota', String(quota)) }),
    ...(scopes !== undefined && {
      scopes: String(scopes)
        .split(/[\s,]+/)
        .filter(Boolean),
    }),
  };
}

/** @param {string} text */
function rateFrom(text) {
  const [, limit, count, unit] = /^(\d{1,9})\/(\d{0,6})(s|m|h)$/.exec(text) ?? [];
  if (!limit) throw new WrongUse(`--rate takes a number and a time such as 600/60s, not "${text}"`);
  const unitMs = UNITS[/** @type {keyof typeof UNITS} */ (unit)];
  return { limit: Number(limit), windowMs: (count ? Number(count) : 1) * unitMs };
}

/**
 * @param {string} option
 * @param {string} text
 */
function numberFrom(option, text) {
  if (!/^\d{1,15}$/.test(text)) throw new WrongUse(`${option} takes a number, not "${text}"`);
  return Number(text);
}
