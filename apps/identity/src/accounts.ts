import { timingSafeEqual, hash } from 'node:crypto';

/** A sample user; the id is the token's `sub` and the user's id in the shop. */
interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const accounts: ReadonlyMap<string, Account> = new Map(
  [
    { id: 'alice', name: 'Alice Archer', email: 'alice@example.com' },
    { id: 'bob', name: 'Bob Baker', email: 'bob@example.com' },
  ].map((account) => [account.id, account]),
);

/** The account whose password this is; the sample's passwords are the names. */
export function accountOf(login: string, password: string): Account | undefined {
  const account = accounts.get(login);
  return account && sameSecret(password, account.id) ? account : undefined;
}

/** What may be told of an account to those who hold a token with the right scopes. */
export function claimsOf(accountId: string) {
  const account = accounts.get(accountId);
  if (!account) return undefined;
  const { id, name, email } = account;
  return { sub: id, name, preferred_username: id, email, email_verified: true };
}

function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));
}
