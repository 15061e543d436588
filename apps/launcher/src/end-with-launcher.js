// Loaded into every process that `npm start` starts, before its own code: a launcher that was killed outright cannot
// stop anything. The process may end by itself first; this holds also while it is still starting, or is stuck.
const GRACE_MS = 1_500;

if (process.connected) {
  process.once('disconnect', () => setTimeout(() => process.exit(1), GRACE_MS).unref());
  // Waiting for that alone must not keep a process alive that has nothing else to do.
  process.channel?.unref();
}
