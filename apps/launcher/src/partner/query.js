/**
 * The query of these parameters, without those that are not there.
 * @param {Record<string, string | boolean | undefined>} parameters
 */
export function query(parameters) {
  /** @type {[string, string][]} */
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}
