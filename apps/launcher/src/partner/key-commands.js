import { keyTable } from './key-table.js';
import { time } from './table.js';
import { WrongUse } from './wrong-use.js';

/**
 * By what applications show who they are.
 * @type {Record<string, import('./run-command.js').Command>}
 */
export const keyCommands = {
  keys: {
    usage: '<application>',
    about: 'all keys that it has or had, without what is secret in them',
    async run([id = ''], _, { ask, say }) {
      const { items } = await ask('GET', `/applications/${encodeURIComponent(id)}/keys`);
      say(keyTable(items));
      return items;
    },
  },
  'create-key': {
    usage: '<application> [--live] [--sandbox] [--days 365]',
    about: 'prints a new key, this once and alone; one of the sandbox, unless it is to be --live',
    options: { live: 'boolean', sandbox: 'boolean', days: 'string' },
    async run([id = ''], { live, sandbox, days }, { ask, say, remark }) {
      if (live && sandbox) throw new WrongUse('a key is --live or --sandbox, not both');
      if (days !== undefined && !/^\d{1,6}$/.test(String(days)))
        throw new WrongUse(`--days takes a number, not "${days}"`);
      const key = await ask('POST', `/applications/${encodeURIComponent(id)}/keys`, {
        environment: live ? 'live' : 'sandbox',
        ...(days !== undefined && { days: Number(days) }),
      });
      say(key.key);
      remark(`a ${key.environment} key until ${time(key.expiresAt)} UTC; it is not to be seen again`);
      return key;
    },
  },
  revoke: {
    usage: '<key>',
    about: 'refuses a key from now on, in all processes within a second; its public id is enough',
    async run([text = ''], _, { ask, say }) {
      // A whole key may be what was found where it should not be: all but its public part stays here.
      const id = /^fd_(?:live|test)_([0-9A-Za-z]{1,12})/.exec(text)?.[1] ?? text;
      const key = await ask('POST', `/keys/${encodeURIComponent(id)}/revoke`);
      say(`${key.id} of ${key.applicationId} is revoked since ${time(key.revokedAt)} UTC`);
      return key;
    },
  },
  'add-client': {
    usage: '<application> <client> [--sandbox]',
    about: "takes tokens that the identity provider gives to this client for the application's",
    options: { sandbox: 'boolean' },
    async run([id = '', clientId], { sandbox }, { ask, say }) {
      const environment = sandbox ? 'sandbox' : 'live';
      const path = `/applications/${encodeURIComponent(id)}/oauth-clients`;
      const client = await ask('POST', path, { clientId, environment });
      say(`tokens of ${client.clientId} are ${client.applicationId}'s (${client.environment})`);
      return client;
    },
  },
  'remove-client': {
    usage: '<client>',
    about: "takes this client's tokens no more",
    async run([clientId = ''], _, { ask, say }) {
      await ask('DELETE', `/oauth-clients/${encodeURIComponent(clientId)}`);
      say(`tokens of ${clientId} are refused`);
      return { clientId };
    },
  },
};
