import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const PREFLIGHT_FRESH_S = 600;
const READABLE_HEADERS = [
  'Deprecation',
  'ETag',
  'Link',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Server-Timing',
  'Sunset',
  'X-Complete',
  'X-Request-Id',
];

/** Lets pages of these origins, and no others, call with credentials; preflights are answered before any guard. */
export function allowOrigins(server: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  void server.register(cors, {
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: READABLE_HEADERS,
    maxAge: PREFLIGHT_FRESH_S,
    strictPreflight: false,
  });
}
