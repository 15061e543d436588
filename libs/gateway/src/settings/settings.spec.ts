import { z } from 'zod';
import { gatewaySettings } from './gateway-settings.js';
import { InvalidSettings, loadSettings } from './load-settings.js';

const shape = gatewaySettings({ port: 3001, managementPort: 9001, audience: 'urn:frontdesk:things' });

function problemsWith(env: Record<string, string>): readonly string[] {
  try {
    loadSettings(shape, env);
  } catch (error) {
    if (error instanceof InvalidSettings) return error.problems;
    throw error;
  }
  return [];
}

describe('the settings of a gateway', () => {
  it('have defaults that work on one machine', () => {
    expect(loadSettings(shape, {})).toEqual({
      port: 3001,
      host: '127.0.0.1',
      managementPort: 9001,
      managementHost: '127.0.0.1',
      logLevel: 'info',
      rateLimit: '600/60s',
      oidcIssuer: 'http://127.0.0.1:3010',
      oidcAudience: 'urn:frontdesk:things',
      redisUrl: undefined,
      trustedProxies: [],
      allowedOrigins: [],
      deadlineMs: 1_000,
      bodyLimitBytes: 102_400,
      headersTimeoutMs: 5_000,
      requestTimeoutMs: 30_000,
      keepAliveTimeoutMs: 72_000,
      shutdownTimeoutMs: 2_000,
    });
  });

  it('are frozen', () => {
    expect(Object.isFrozen(loadSettings(shape, {}))).toBe(true);
  });

  it('take an empty variable for one that is not set', () => {
    expect(loadSettings(shape, { PORT: '', REDIS_URL: '' })).toMatchObject({
      port: 3001,
      redisUrl: undefined,
    });
  });

  it('read lists', () => {
    const env = {
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      ALLOWED_ORIGINS: 'https://a.example,http://b.example:81',
    };
    expect(loadSettings(shape, env)).toMatchObject({
      trustedProxies: ['10.0.0.0/8', '::1'],
      allowedOrigins: ['https://a.example', 'http://b.example:81'],
    });
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['MANAGEMENT_PORT', '9001.5'],
    ['LOG_LEVEL', 'loud'],
    ['DEADLINE_MS', '0'],
    ['OIDC_ISSUER', 'ftp://issuer.example'],
    ['REDIS_URL', 'localhost:6379'],
    ['TRUSTED_PROXIES', 'localhost'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'https://shop.example/'],
    ['ALLOWED_ORIGINS', 'https://*.shop.example'],
    ['OIDC_ISSUER', 'http:shop.example'],
    ['REDIS_URL', 'redis:'],
  ])('refuse %s=%s, naming it', (name, value) => {
    expect(problemsWith({ [name]: value })).toEqual([expect.stringContaining(name)]);
  });

  it('name everything that is wrong at once, in one line', () => {
    const problems = problemsWith({ PORT: 'x', LOG_LEVEL: 'y', TRUSTED_PROXIES: 'z' });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'LOG_LEVEL',
      'TRUSTED_PROXIES',
    ]);
    expect(new InvalidSettings(problems).message).not.toContain('\n');
  });

  it('can be extended by a gateway, whose own must be there if it says so', () => {
    const own = { ...shape, COOKIE_SECRET: z.string().min(8) };
    expect(loadSettings(own, { COOKIE_SECRET: 'long enough' }).cookieSecret).toBe('long enough');
    expect(() => loadSettings(own, {})).toThrow('invalid settings: COOKIE_SECRET is missing');
  });

  it('never tell the value of a variable that may be a secret', () => {
    const own = { ...shape, COOKIE_SECRET: z.string().min(8) };
    expect(() => loadSettings(own, { COOKIE_SECRET: 'hunter2' })).toThrow(/^(?!.*hunter2).*COOKIE_SECRET/);
  });
});
