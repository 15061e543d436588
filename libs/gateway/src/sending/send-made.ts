import { etagFor, FinishedViews, matchesIfNoneMatch, strongETag } from '@frontdesk/caching';
import type { FastifyReply } from 'fastify';
import { addVary } from './add-vary.js';
import { preferredCoding } from './preferred-coding.js';
import { sendBytes } from './send-bytes.js';

/**
 * Sends JSON that was made for one caller; in the coding that the caller prefers, where the gateway codes such answers.
 * To a caller who has it in some coding it is not sent, and so not coded either.
 */
export function sendMade(reply: FastifyReply, text: string, codesAll: boolean): FastifyReply | Promise<void> {
  if (!codesAll) return sendBytes(reply, text);
  addVary(reply, 'Accept-Encoding');
  const { headers } = reply.request;
  const coding = preferredCoding(headers['accept-encoding'], Buffer.byteLength(text));
  if (coding === 'identity') return sendBytes(reply, text);
  const etag = strongETag(text);
  if (reply.request.method === 'GET' && matchesIfNoneMatch(headers['if-none-match'], etag))
    return sendBytes(reply, text, etagFor(etag, coding));
  return FinishedViews.coded({ body: Buffer.from(text), etag }, coding).then((coded) => {
    sendBytes(reply.header('content-encoding', coding), coded.body, coded.etag);
  });
}
