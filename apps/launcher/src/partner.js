/**
 * `npm run -s partner -- help`: what an owner of partner-gateway does to partners, applications, plans and keys, and what
 * applications do; by the API of its management port.
 */
import { resolve } from 'node:path';
import { checkout } from './checkout.js';
import { Failure } from './failure.js';
import { ownerApi } from './partner/owner-api.js';
import { runCommand } from './partner/run-command.js';
import { WrongUse } from './partner/wrong-use.js';

const { PARTNER_MANAGEMENT_URL, PARTNER_DATA_DIR, PARTNER_OWNER_TOKEN } = process.env;
const ask = ownerApi({
  url: PARTNER_MANAGEMENT_URL || 'http://127.0.0.1:9002',
  dataDir: resolve(checkout, PARTNER_DATA_DIR || '.data/partner-gateway'),
  ...(PARTNER_OWNER_TOKEN && { token: PARTNER_OWNER_TOKEN }),
});
const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);
/** Beside what a script reads. */
const remark = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);
// What reads it may have had enough, as behind `| head`.
process.stdout.on('error', () => process.exit());

try {
  await runCommand(process.argv.slice(2), { ask, say, remark });
} catch (error) {
  const { message } = /** @type {Error} */ (error);
  remark(`partner: ${error instanceof Failure ? message : `failed: ${message}`}`);
  process.exitCode = error instanceof WrongUse ? 2 : 1;
}
