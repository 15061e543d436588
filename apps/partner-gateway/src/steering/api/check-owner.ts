import type { FastifyRequest } from 'fastify';
import type { Owner } from '../act.js';
import { type KnownOwner, ownerWith } from './owners.js';

/** Thrown where a request does not come from an owner. */
export class NoOwner extends Error {
  override readonly name = 'NoOwner';
  readonly code = 'UNAUTHENTICATED';
  readonly challenge = 'Bearer realm="owners"';
}

const BEARER = /^Bearer +([\x21-\x7e]+)$/i;
const owners = new WeakMap<FastifyRequest, Owner>();

/** Lets owners pass alone: `Authorization: Bearer <token>`. */
export function checkOwner(request: FastifyRequest, known: readonly KnownOwner[]): void {
  const { rawHeaders } = request.raw;
  const isOnce = rawHeaders.filter((name, at) => at % 2 === 0 && /^authorization$/i.test(name)).length === 1;
  const [, token] = (isOnce && BEARER.exec(request.headers.authorization ?? '')) || [];
  const name = ownerWith(token ?? '', known);
  if (name === undefined)
    throw new NoOwner('this needs the token of an owner, as Authorization: Bearer <token>');
  owners.set(request, { name, source: request.ip });
}

/** The owner who sent this request. */
export function ownerOf(request: FastifyRequest): Owner {
  const owner = owners.get(request);
  if (!owner) throw new Error('asked for the owner of a request that was not checked');
  return owner;
}
