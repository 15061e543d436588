import { readFileSync } from 'node:fs';
import { Upstreams } from './index.js';
import { safePolicy } from './policy.js';
import { policyOf, urlsOf, variableOf } from './settings.js';

const declared = { url: 'http://127.0.0.1:1' };
const boot = (env: Record<string, string>, more = {}) =>
  new Upstreams({ 'gift-cards': { ...declared, ...more } }, { env });

describe('the settings of an upstream', () => {
  test('have the upstream in their name', () => {
    expect(variableOf('gift-cards', 'deadlineMs')).toBe('GIFT_CARDS_DEADLINE_MS');
    expect(variableOf('orders', 'url')).toBe('ORDERS_URL');
  });

  test('are safe by default, then declared, then from the environment', () => {
    const env = { GIFT_CARDS_RETRIES: '0', GIFT_CARDS_IDENTITY: 'token', GIFT_CARDS_MAX_QUEUED: '' };
    const policy = policyOf('gift-cards', { ...declared, retries: 1, deadlineMs: 700 }, env);
    const { maxQueued } = safePolicy;
    expect(policy).toMatchObject({
      deadlineMs: 700,
      attemptTimeoutMs: 350,
      maxQueued,
      retries: 0,
      identity: 'token',
    });
  });

  test('name whom tokens are for by an absolute URI', () => {
    const policy = policyOf('gift-cards', declared, { GIFT_CARDS_AUDIENCE: 'urn:frontdesk:shop' });
    expect(policy.audience).toBe('urn:frontdesk:shop');
    for (const audience of ['shop', '/shop', 'urn:shop#1']) {
      expect(() => boot({ GIFT_CARDS_AUDIENCE: audience })).toThrow(/^GIFT_CARDS_AUDIENCE must be /);
    }
  });

  test('have the defaults that the README tells', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| `([a-zA-Z]+)` +\| ([^|]+?) +\|/gm)];
    const told = rows.map(([, field = '', value = '']) => [field, value.replaceAll(',', '')]);
    const defaults = Object.entries(safePolicy).map(([field, value]) => [field, String(value ?? 'none')]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(defaults));
  });

  test('name several instances', () => {
    const urls = urlsOf('gift-cards', declared, {
      GIFT_CARDS_URL: 'http://10.0.0.1:80, https://10.0.0.2/base',
    });
    expect(urls.map(String)).toEqual(['http://10.0.0.1/', 'https://10.0.0.2/base']);
  });

  test.each([
    'not a url',
    'ftp://host',
    'http:host',
    'http://user:secret@host',
    'http://host/?a=1',
    'http://host/#a',
    'http://host,',
    'http://host:99999',
  ])('refuse %s, naming the variable and keeping the value to themselves', (url) => {
    expect(() => boot({ GIFT_CARDS_URL: url })).toThrow(/^GIFT_CARDS_URL must be /);
    expect(() => boot({ GIFT_CARDS_URL: url })).not.toThrow(/secret/);
    expect(() => boot({}, { url })).toThrow(/^GIFT_CARDS_URL must be /);
  });

  test.each([
    ['GIFT_CARDS_DEADLINE_MS', '0'],
    ['GIFT_CARDS_DEADLINE_MS', '-1'],
    ['GIFT_CARDS_DEADLINE_MS', '1s'],
    ['GIFT_CARDS_ATTEMPT_TIMEOUT_MS', 'Infinity'],
    ['GIFT_CARDS_MAX_ANSWER_BYTES', '1e99'],
    ['GIFT_CARDS_RETRIES', '1.5'],
    ['GIFT_CARDS_RETRIES', '3'],
    ['GIFT_CARDS_BREAKER_ERROR_PERCENT', '101'],
    ['GIFT_CARDS_IDENTITY', 'everything'],
    ['GIFT_CARDS_ANSWERS', 'strictly'],
    ['GIFT_CARDS_HEALTH_CHECK_PATH', 'http://elsewhere/'],
  ])('refuse %s=%s, naming the variable', (variable, value) => {
    expect(() => boot({ [variable]: value })).toThrow(new RegExp(`^${variable} must be `));
  });
});
