import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nginxConfiguration } from '../nginx/configuration.js';
import { freePort } from '../processes/free-port.js';
import { findProgram } from '../processes/find-program.js';
import { sayReady } from '../processes/say-ready.js';
import { scratch } from '../processes/scratch.js';
import { untilItAnswers } from '../processes/until-it-answers.js';

// Keeps an nginx: the one program that would not notice that the bench has gone.

const nginx = findProgram('nginx');
if (!nginx) throw new Error('nginx is not installed');

const folder = resolve(mkdtempSync(join(scratch, 'nginx-')));
mkdirSync(join(folder, 'cache'));

const port = await freePort();
const modules = process.argv.includes('--lua') ? modulesFolder(nginx) : undefined;
writeFileSync(join(folder, 'nginx.conf'), nginxConfiguration(port, modules));
const args = ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'];

const check = spawnSync(nginx, ['-t', ...args], { encoding: 'utf8' });
if (check.status !== 0) {
  throw new Error(check.stderr.split('\n').find((line) => line.includes('[emerg]')) ?? 'nginx -t failed');
}
const child = spawn(nginx, args, { stdio: 'ignore' });
process.once('exit', () => child.kill('SIGTERM'));
child.once('exit', () => process.exit(1));

const url = `http://127.0.0.1:${port}`;
await untilItAnswers(url);
sayReady({ url, ...(child.pid === undefined ? {} : { pid: child.pid }) });

/** Where this nginx was built to look for modules. */
function modulesFolder(file: string): string {
  const { stderr } = spawnSync(file, ['-V'], { encoding: 'utf8' });
  return /--modules-path=(\S+)/.exec(stderr)?.[1] ?? 'modules';
}
