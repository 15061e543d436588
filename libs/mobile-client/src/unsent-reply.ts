import { problem } from '@frontdesk/generated-client';
import type { Reply } from './call.js';

/** A refusal that nobody sent. */
export function unsentReply(status: number, title: string): Reply {
  const error = problem(status, title);
  const headers = { 'content-type': 'application/problem+json' };
  return { error, response: new Response(JSON.stringify(error), { status, headers }) };
}
