/** Settings of the launcher's own environment that would put two processes in one place. */
const NEVER_SHARED = ['PORT', 'HOST', 'MANAGEMENT_PORT', 'MANAGEMENT_HOST', 'DATA_DIR', 'DATABASE_URL'];

/**
 * What one process finds in its environment: what is said to all, and what is said to it alone by a name that begins
 * with its own (`WEB_BFF_PORT` is the `PORT` of web-bff).
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
export function settingsFor(name, env) {
  const shared = Object.entries(env).filter(([key]) => !NEVER_SHARED.includes(key));
  return /** @type {Record<string, string>} */ (
    Object.fromEntries([...shared, ...Object.entries(ownSettings(name, env))])
  );
}

/**
 * The settings that carry the name of a process, by the name that the process itself knows them by.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
export function ownSettings(name, env) {
  const prefix = settingPrefix(name);
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) =>
      key.startsWith(prefix) && value !== undefined ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}

/** @param {string} name */
export function settingPrefix(name) {
  return `${name.toUpperCase().replaceAll('-', '_')}_`;
}
