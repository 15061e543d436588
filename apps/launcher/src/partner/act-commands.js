import { Failure } from '../failure.js';
import { keyTable } from './key-table.js';
import { Refused } from './owner-api.js';
import { query } from './query.js';
import { table, time } from './table.js';
import { WrongUse } from './wrong-use.js';

/**
 * Partners and applications.
 * @type {Record<string, import('./run-command.js').Command>}
 */
export const actCommands = {
  partners: {
    usage: '',
    about: 'all partners',
    async run(_, __, { ask, say }) {
      const { items } = await ask('GET', '/partners');
      say(
        table(
          ['PARTNER', 'NAME', 'STATUS', 'SINCE'],
          items.map((/** @type {any} */ one) => [one.id, one.name, one.status, time(one.madeAt)]),
        ),
      );
      return items;
    },
  },
  'create-partner': {
    usage: '<partner> <name>',
    about: 'a new partner, by an id that the services know it by: create-partner acme "Acme GmbH"',
    async run([id, name], _, { ask, say }) {
      const partner = await ask('POST', '/partners', { id, name });
      say(`${partner.id} is a partner; next: create-application ${partner.id} "<name>"`);
      return partner;
    },
  },
  applications: {
    usage: '[<partner>]',
    about: 'all applications, or those of a partner',
    async run([partner], _, { ask, say }) {
      const { items } = await ask('GET', `/applications${query({ partner })}`);
      say(
        table(
          ['APPLICATION', 'PARTNER', 'NAME', 'PLAN', 'STATUS', 'SINCE'],
          items.map((/** @type {any} */ one) => [
            one.id,
            one.partnerId,
            one.name,
            one.plan,
            one.status,
            time(one.madeAt),
          ]),
        ),
      );
      return items;
    },
  },
  'create-application': {
    usage: '<partner> <name> [--plan standard]',
    about: 'a new application of a partner: create-application acme "Stock sync"',
    options: { plan: 'string' },
    async run([partnerId, name], { plan = 'standard' }, { ask, say }) {
      const application = await ask('POST', '/applications', { partnerId, name, plan });
      say(`${application.id} has the plan ${application.plan}; next: create-key ${application.id}`);
      return application;
    },
  },
  application: {
    usage: '<application>',
    about: 'its plan, its quota of this month, its keys and OAuth clients',
    async run([id = ''], _, { ask, say }) {
      const one = await ask('GET', `/applications/${encodeURIComponent(id)}`);
      const { quota } = one;
      say(`${one.id}  ${one.name}, of ${one.partnerId}  ${one.status}`);
      say(`plan ${one.plan}; in ${quota.month}: ${quota.used.live} of ${quota.limit} requests used`);
      say(`${' '.repeat(5)}and ${quota.used.sandbox} of ${quota.limit} in the sandbox\n`);
      say(keyTable(one.keys));
      const clients = one.oauthClients.map(
        (/** @type {any} */ client) => `${client.clientId} (${client.environment})`,
      );
      if (clients.length > 0) say(`\nOAuth clients: ${clients.join(', ')}`);
      return one;
    },
  },
  'set-plan': {
    usage: '<application> <plan>',
    about: 'gives an application another plan',
    async run([id = '', plan], _, { ask, say }) {
      const application = await ask('PATCH', `/applications/${encodeURIComponent(id)}`, { plan });
      say(`${application.id} has the plan ${application.plan}`);
      return application;
    },
  },
  suspend: statusCommand(
    'suspend',
    'keys and tokens of a partner, or of one application, are refused from now on',
  ),
  resume: statusCommand('resume', 'they are taken again'),
};

/**
 * @param {'suspend' | 'resume'} act
 * @param {string} about
 * @returns {import('./run-command.js').Command}
 */
function statusCommand(act, about) {
  return {
    usage: '<partner or application> [--partner] [--application]',
    about,
    options: { partner: 'boolean', application: 'boolean' },
    async run([id = ''], { partner, application }, { ask, say }) {
      if (partner && application) throw new WrongUse('--partner or --application, not both');
      const kinds = ['partners', 'applications'].filter(
        (kind) => (!partner && !application) || (partner ? kind === 'partners' : kind === 'applications'),
      );
      const found = await Promise.all(
        kinds.map((kind) => isThere(ask, `/${kind}/${encodeURIComponent(id)}`)),
      );
      const [kind, another] = kinds.filter((_, position) => found[position]);
      if (!kind) throw new Failure(`there is no ${kinds.join(' and no ').replaceAll('s', '')} ${id}`);
      if (another)
        throw new Failure(`there is a partner and an application ${id}: say --partner or --application`);
      const record = await ask('POST', `/${kind}/${encodeURIComponent(id)}/${act}`);
      say(`${record.id} is ${record.status}`);
      return record;
    },
  };
}

/**
 * @param {import('./owner-api.js').Ask} ask
 * @param {string} path
 */
async function isThere(ask, path) {
  try {
    await ask('GET', path);
    return true;
  } catch (error) {
    if (error instanceof Refused && (error.status === 404 || error.status === 400)) return false;
    throw error;
  }
}
