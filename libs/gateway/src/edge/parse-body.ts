import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { nestsDeeperThan } from './json-depth.js';
import { readBody } from './read-body.js';
import { RefusedRequest } from './refused-request.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How the route takes its body: as JSON (by default), as a form, or as the stream it is. */
    body?: 'json' | 'form' | 'stream';
  }
}

const MAX_JSON_DEPTH = 32;
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/**
 * The one parser of bodies:
 * - a route that says so gets the stream, untouched;
 * - an empty body is none, whatever its type: some clients name a type with every command;
 * - else the content type must be the route's, and the body within the limit;
 * - JSON that nests deeper than 32 or brings a `__proto__` is refused.
 */
export function takeBodies(server: FastifyInstance, limitBytes: number): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (request, payload: IncomingMessage, done) => {
    const expected = request.routeOptions.config.body ?? 'json';
    if (expected === 'stream') return done(null, payload);
    if (request.is404 || (expected === 'json' && payload.headers['content-length'] === '0'))
      return done(null, undefined);
    if (!isOfType(request, expected)) return done(unsupported(expected));
    readBody(payload, limitBytes).then((text) => {
      if (expected === 'form') return done(null, Object.fromEntries(new URLSearchParams(text)));
      if (text === '') return done(null, undefined);
      if (nestsDeeperThan(MAX_JSON_DEPTH, text)) {
        return done(new RefusedRequest('BAD_BODY', `the JSON nests deeper than ${MAX_JSON_DEPTH}`));
      }
      void parseJson(request, text, (error, body) =>
        error ? done(new RefusedRequest('BAD_BODY', 'the body is no well-formed JSON')) : done(null, body),
      );
    }, done);
  });
}

function isOfType(request: FastifyRequest, expected: 'json' | 'form'): boolean {
  return (expected === 'json' ? JSON_TYPE : FORM_TYPE).test(request.headers['content-type'] ?? '');
}

function unsupported(expected: 'json' | 'form'): RefusedRequest {
  const type = expected === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  return new RefusedRequest('UNSUPPORTED_BODY', `the body must be ${type}`);
}
