import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Who may steer this gateway: a name, and the hash of the token by which they are known. */
export interface KnownOwner {
  readonly name: string;
  readonly hash: Buffer;
}

const SHORTEST_TOKEN = 32;
const NAME = '[a-z0-9][a-z0-9._-]{0,63}';
const ENTRY = new RegExp(`^(${NAME}):([\\x21-\\x2b\\x2d-\\x7e]{${SHORTEST_TOKEN},512})$`, 'i');

/** An owner, as acts name whoever did them. */
export const ownerName = z.string().regex(new RegExp(`^${NAME}$`, 'i'), 'is not the name of an owner');

/** Owners as a setting has them, `alice:<token>,bob:<token>`; what is wrong is told by its place, since it may be a secret. */
export const ownerList = z.string().transform((text, context): KnownOwner[] => {
  const wrong = (message: string) => context.addIssue({ code: 'custom', message });
  const owners: KnownOwner[] = [];
  for (const [position, entry] of text.split(',').entries()) {
    const [, name, token] = ENTRY.exec(entry.trim()) ?? [];
    if (name === undefined || token === undefined)
      wrong(
        `must be <name>:<token>,…, and entry ${position + 1} is not, or its token is under 32 characters`,
      );
    else if (owners.some((other) => other.name === name))
      wrong(`must name everybody once, and entry ${position + 1} has the name of one before`);
    else if (owners.some((other) => timingSafeEqual(other.hash, hashOf(token))))
      wrong(`must have a token for each, and entry ${position + 1} has that of one before`);
    else owners.push({ name, hash: hashOf(token) });
  }
  return owners;
});

/** Whose token this is; it takes as long for a wrong one as for a right one. */
export function ownerWith(token: string, owners: readonly KnownOwner[]): string | undefined {
  const hash = hashOf(token);
  let found: string | undefined;
  for (const owner of owners) if (timingSafeEqual(owner.hash, hash)) found = owner.name;
  return found;
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
