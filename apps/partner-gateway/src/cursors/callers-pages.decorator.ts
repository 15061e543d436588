import { contextOf } from '@frontdesk/request-context';
import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callingApplicationOf } from '../access/calling-application.js';
import { Cursors, type Place } from './cursors.js';
import { Pages } from './pages.js';

type Caller = Pick<Place, 'application' | 'environment'>;

@Injectable()
class PagesOfCaller implements PipeTransform<Caller, Pages> {
  constructor(private readonly cursors: Cursors) {}

  transform(caller: Caller): Pages {
    return new Pages(this.cursors, caller);
  }
}

const CallerOf = createParamDecorator((_: unknown, host: ExecutionContext): Caller => {
  const { raw } = host.switchToHttp().getRequest<FastifyRequest>();
  const { id, environment } = callingApplicationOf(raw) ?? { id: '', environment: 'live' };
  return { application: id || contextOf(raw).principal.id, environment };
});

/** Hands a handler the `Pages` of the application that calls. */
export const CallersPages = () => CallerOf(PagesOfCaller);
