import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readPatience } from './read-patience.js';

/** Refuses a patience that is none: the deadline was made before, and passed it over (`deadlines.ts`). */
export class PatienceGuard implements CanActivate {
  canActivate(execution: ExecutionContext): boolean {
    readPatience(execution.switchToHttp().getRequest<FastifyRequest>().headers);
    return true;
  }
}
