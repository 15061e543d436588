import { Failure } from '../failure.js';

const ANSWER_WITHIN_MS = 5_000;

/**
 * @typedef {{what: string, url: string, setting: string}} Party whom to ask, and the setting that says where it is
 */

/**
 * Asks by HTTP; where nobody answers, the failure names who should.
 * @param {Party} party
 * @param {string | URL} url
 * @param {RequestInit} [options]
 */
export async function ask({ what, url: address, setting }, url, options = {}) {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), ...options });
  } catch {
    throw new Failure(`no ${what} at ${address} (${setting}): is "npm start" running?`);
  }
}
