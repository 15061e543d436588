import { settingsFrom } from './settings.js';
import { startShop } from './shop.js';

const complain = (line: string) => void process.stderr.write(`shop: ${line}\n`);

try {
  const shop = await startShop(settingsFrom(process.env), {
    now: Date.now,
    random: Math.random,
    report: complain,
  });
  let stopped: Promise<void> | undefined;
  const stop = () => void (stopped ??= shop.close().then(() => process.exit(0)));
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);

  const ready = { ready: true, services: shop.services };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  process.send?.(ready);
} catch (error) {
  complain((error as Error).message.replaceAll('\n', ' '));
  process.exit(1);
}
