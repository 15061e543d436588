import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.js';

const ANSWER_WITHIN_MS = 10_000;
const TOKEN_FILE = 'owner.token';
/** What a gateway says where it has nothing at all. */
const NO_SUCH_ROUTE = 'no resource has this address';

/**
 * @typedef {object} Owning
 * @property {string} url the management port of partner-gateway
 * @property {string} dataDir where it leaves its owner's token
 * @property {string} [token] of an owner, where it is not the one in that folder
 *
 * @typedef {(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => Promise<any>} Ask
 */

/** What partner-gateway refused; `status` says how. */
export class Refused extends Failure {
  /**
   * @param {string} message
   * @param {number} status
   */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/**
 * How an owner asks partner-gateway; what is refused is a failure of one line that says what to do.
 * @param {Owning} owning
 * @returns {Ask}
 */
export function ownerApi({ url, dataDir, token }) {
  const origin = url.replace(/\/+$/, '');
  return async (method, path, body) => {
    const authorization = `Bearer ${token || tokenIn(dataDir)}`;
    const answer = await fetch(`${origin}/owner${path}`, {
      method,
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).catch(() => {
      throw new Failure(`no partner-gateway at ${origin} (PARTNER_MANAGEMENT_URL): is "npm start" running?`);
    });
    const text = await answer.text();
    if (answer.ok) return text && jsonFrom(text, origin);
    throw new Refused(reasonFor(answer.status, text, origin), answer.status);
  };
}

/** @param {string} dataDir */
function tokenIn(dataDir) {
  const file = join(dataDir, TOKEN_FILE);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Failure(
      `no token of an owner: ${file} cannot be read (PARTNER_DATA_DIR), and PARTNER_OWNER_TOKEN is not set`,
    );
  }
}

/**
 * @param {number} status
 * @param {string} text
 * @param {string} origin
 */
function reasonFor(status, text, origin) {
  if (status === 401)
    return `${origin} does not know this token: set PARTNER_OWNER_TOKEN to that of an owner (OWNERS)`;
  try {
    const { detail, title, errors } = JSON.parse(text);
    if (detail === NO_SUCH_ROUTE) return elsewhere(origin, status);
    const fields = errors?.map(
      (/** @type {{field: string, detail: string}} */ { field, detail }) => `${field} ${detail}`,
    );
    return fields?.join('; ') || detail || title;
  } catch {
    return elsewhere(origin, status);
  }
}

/**
 * @param {string} origin
 * @param {string | number} said
 */
function elsewhere(origin, said) {
  return `${origin} answers ${said}: is it the management port of partner-gateway (PARTNER_MANAGEMENT_URL)?`;
}

/**
 * @param {string} text
 * @param {string} origin
 */
function jsonFrom(text, origin) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(elsewhere(origin, 'what is no JSON'));
  }
}
