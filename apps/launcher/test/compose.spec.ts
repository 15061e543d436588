import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programPath, recordSkipped } from '@frontdesk/testing';
import { checkout } from '../src/checkout.js';
import { SERVICES } from '../src/services.js';

const run = promisify(execFile);
const file = 'docker/compose.yaml';
const text = readFileSync(join(checkout, file), 'utf8');
const compose = await commandOf();

describe('the compose file', () => {
  it.each(SERVICES)('tells the gateways where the shop has its $name', ({ name, port }) => {
    expect(text).toContain(`${name.toUpperCase()}_URL: http://shop:${port}\n`);
  });

  it.each(['web-bff', 'mobile-bff', 'partner-gateway', 'checkout', 'identity', 'shop'])(
    'builds %s from the one Dockerfile',
    (app) => {
      expect(text).toContain(`build: { context: .., dockerfile: docker/Dockerfile, args: { APP: ${app} } }`);
    },
  );

  it('holds no secret', () => {
    expect(text).not.toMatch(/^\s*\w*(SECRET|PASSWORD|TOKEN|_KEY|CREDENTIAL)\w*:/im);
  });

  (compose ? it : it.skip)('is one that Docker Compose takes', async () => {
    const [program, ...args] = compose ?? ['', ''];
    await run(program, [...args, '-f', file, 'config', '-q'], { cwd: checkout });
  });
});

/** The client alone, of either age: it needs no engine to read the file. */
async function commandOf(): Promise<readonly [string, ...string[]] | undefined> {
  const works = programPath('docker') && (await run('docker', ['compose', 'version']).catch(() => undefined));
  if (works) return ['docker', 'compose'];
  if (programPath('docker-compose')) return ['docker-compose'];
  recordSkipped(`${file} read by Docker Compose`, 'apt-get install docker-compose');
  return undefined;
}
