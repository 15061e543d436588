/**
 * `npm run -s token -- alice`: prints what a call needs, got the way that a real caller gets it, and nothing else: an
 * access token, or the cookie of a session for web-bff, which takes no tokens.
 */
import { partnerToken, userToken } from './log-in/access-token.js';
import { sessionCookie } from './log-in/session-cookie.js';
import { Failure } from './failure.js';

const USAGE =
  'usage: npm run -s token -- alice [mobile|web]   or   npm run -s token -- acme partner   (users: alice, bob)';

try {
  process.stdout.write(`${await credentialFor(process.argv.slice(2))}\n`);
} catch (error) {
  const { name, message } = /** @type {Error} */ (error);
  process.stderr.write(`token: ${name === 'Failure' ? message : `failed: ${message}`}\n`);
  process.exitCode = 1;
}

/** @param {readonly string[]} words */
async function credentialFor([name, gateway, ...more]) {
  if (!name || more.length > 0) throw new Failure(USAGE);
  const isPartner = name === 'acme';
  switch (gateway ?? (isPartner ? 'partner' : 'mobile')) {
    case 'partner':
      if (isPartner) return partnerToken(name);
      break;
    case 'mobile':
      if (!isPartner) return userToken(name);
      break;
    case 'web':
      if (!isPartner) return sessionCookie(name);
  }
  throw new Failure(USAGE);
}
