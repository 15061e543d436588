import type { Problem } from '@frontdesk/web-client';

const WORDS: Readonly<Record<number, string>> = {
  400: 'The shop did not understand what was asked for.',
  401: 'You are not logged in any more.',
  403: 'That is not allowed.',
  404: 'That is not there, or not any more.',
  409: 'That cannot be done as things are now.',
  429: 'That was a lot at once. Please wait a moment.',
  504: 'That took too long. It usually passes within a minute.',
};

/** What a problem means to who meets it. */
export function inPlainWords({ status }: Pick<Problem, 'status'>): string {
  return WORDS[status] ?? 'A part of the shop is not available. It usually passes within a minute.';
}
