import { matchesIfNoneMatch, strongETag } from '@frontdesk/caching';
import type { onSendHookHandler } from 'fastify';

const OF_THE_BODY = ['content-type', 'content-length'];

/** Gives a document its strong tag, and sends nothing of it to who has it; files have tags of their own. */
export const tagDocuments: onSendHookHandler<unknown> = (request, reply, payload, done) => {
  if (reply.statusCode !== 200 || typeof payload !== 'string') return done(null, payload);
  const tag = strongETag(payload);
  reply.header('etag', tag);
  if (!matchesIfNoneMatch(request.headers['if-none-match'], tag)) return done(null, payload);
  for (const name of OF_THE_BODY) reply.removeHeader(name);
  reply.code(304);
  done(null, null);
};
