const WATCH_PARENT_MS = 250;

/** What ends `npm start` from outside: a signal that aborts on Ctrl-C, on SIGTERM, and when npm is gone. */
export function stopSignal() {
  const stop = new AbortController();
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(name, () => stop.abort(new Error(name)));
  }
  // Nobody reads any more, as behind `| head`.
  process.stdout.on('error', (error) => stop.abort(error));
  if (process.env.npm_lifecycle_event) watchParent(() => stop.abort(new Error('npm is gone')));
  return stop.signal;
}

/**
 * A killed npm cannot pass anything on; that this process has another parent now is how it shows.
 * @param {() => void} gone
 */
function watchParent(gone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, WATCH_PARENT_MS).unref();
}
