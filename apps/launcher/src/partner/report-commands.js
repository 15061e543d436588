import { query } from './query.js';
import { table, time } from './table.js';

/** @type {Record<string, 'string'>} */
const OF_DAYS = { application: 'string', partner: 'string', from: 'string', to: 'string' };

/**
 * What applications do, and what owners did.
 * @type {Record<string, import('./run-command.js').Command>}
 */
export const reportCommands = {
  usage: {
    usage: '[--application <application>] [--partner <partner>] [--from 2026-11-01] [--to 2026-11-30]',
    about: 'requests and errors by application and route, in these days (UTC)',
    options: OF_DAYS,
    async run(_, options, { ask, say }) {
      const { items } = await ask('GET', `/usage${query(options)}`);
      say(
        table(
          ['APPLICATION', 'ENVIRONMENT', 'ROUTE', 'REQUESTS', 'ERRORS', 'ANSWERS', 'LAST'],
          items.map((/** @type {any} */ one) => [
            one.applicationId,
            one.environment,
            one.route,
            one.requests,
            one.errors,
            Object.entries(one.statuses)
              .map(([status, count]) => `${status}: ${count}`)
              .join(', '),
            time(one.lastAt),
          ]),
          'nobody has asked anything',
        ),
      );
      return items;
    },
  },
  deprecated: {
    usage: '[--application <application>] [--partner <partner>] [--from 2026-11-01] [--to 2026-11-30]',
    about: 'who still uses a version that is on its way out, where, and when last',
    options: OF_DAYS,
    async run(_, options, { ask, say }) {
      const { versions, items } = await ask('GET', `/deprecated${query(options)}`);
      say(
        table(
          ['LAST', 'PARTNER', 'APPLICATION', 'ENVIRONMENT', 'ROUTE', 'REQUESTS'],
          items.map((/** @type {any} */ one) => [
            time(one.lastAt),
            one.partnerId,
            one.applicationId,
            one.environment,
            one.route,
            one.requests,
          ]),
          versions.length > 0 ? `nobody uses ${versions.join(', ')}` : 'no version is on its way out',
        ),
      );
      return { versions, items };
    },
  },
  audit: {
    usage:
      '[--partner <partner>] [--application <application>] [--key <id>] [--plan <plan>] [--actor <owner>] [--limit 50] [--cursor <next>]',
    about: 'what owners did: who, what, when, from where; the latest first',
    options: {
      partner: 'string',
      application: 'string',
      key: 'string',
      plan: 'string',
      actor: 'string',
      limit: 'string',
      cursor: 'string',
    },
    async run(_, options, { ask, say, remark }) {
      const { items, nextCursor } = await ask('GET', `/acts${query(options)}`);
      say(
        table(
          ['WHEN', 'WHO', 'FROM', 'WHAT', 'OF', 'DETAILS'],
          items.map((/** @type {any} */ one) => [
            time(one.at),
            one.actor,
            one.source,
            one.action,
            [one.applicationId ?? one.partnerId ?? one.plan, one.keyId].filter(Boolean).join(' '),
            JSON.stringify(one.details),
          ]),
        ),
      );
      if (nextCursor) remark(`there is more: --cursor ${nextCursor}`);
      return { items, nextCursor };
    },
  },
};
