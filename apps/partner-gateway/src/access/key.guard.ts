import { bearerTokenOf, recordedRefusal, recordRefusal, Unauthenticated } from '@frontdesk/auth';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NAME } from '../config.js';
import { Callers } from './callers.js';

/** Also with a space too many, in quotes or in capitals: what is meant to be a key is refused as one. */
const LOOKS_LIKE_A_KEY = /^\W*fd_/i;

/**
 * Who is calling, by key. It refuses nobody, so that throttling counts refused keys by address; it must run before the guard
 * of access tokens, which leaves alone what was looked at here.
 */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(private readonly callers: Callers) {}

  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    if (recordedRefusal(request.raw)) return true;
    const key = bearerTokenOf(request);
    if (key === undefined || !LOOKS_LIKE_A_KEY.test(key)) return true;
    try {
      if (!this.callers.enterByKey(key, request.raw)) recordRefusal(request.raw, refusedKey());
    } catch (error) {
      recordRefusal(request.raw, error as Error);
    }
    return true;
  }
}

/** The one answer to every key that is not good: it says nothing of how it is wrong. */
function refusedKey(): Unauthenticated {
  const why = 'the key is not valid here';
  const challenge = `Bearer realm="${NAME}", error="invalid_token", error_description="${why}"`;
  return new Unauthenticated(why, challenge);
}
