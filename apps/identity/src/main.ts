import { BadSetting, readSettings } from './settings.js';
import { startIdentity } from './start-identity.js';

const complain = (line: string) => process.stderr.write(`identity: ${line}\n`);

// Keys, secrets and sessions are the owner's alone, SQLite's side files too.
process.umask(0o077);

try {
  const identity = await startIdentity(readSettings(process.env), complain);
  const stop = async () => {
    await identity[Symbol.asyncDispose]();
    process.exit(0);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
  const ready = { ready: true, issuer: identity.issuer };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  process.send?.(ready);
} catch (error) {
  complain(error instanceof BadSetting ? error.message : `cannot start: ${(error as Error).message}`);
  process.exit(1);
}
