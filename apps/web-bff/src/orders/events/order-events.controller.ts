import { ApiEvents, Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Param, Req, Sse } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { currentSessionOf } from '../../session/current-session.js';
import { ForgeryCheck } from '../../session/forgery/forgery-check.js';
import { LastEventId } from './last-event-id.decorator.js';
import { OrderStreams } from './order-streams.js';
import { OrderProgress, OrderProgressEnd } from './progress-events.js';

/** Characters that may wait for a caller who does not read, behind what the connection holds: then it is cut. */
const MAX_WAITING = 16 * 1024;

@Controller('api/orders')
export class OrderEventsController {
  constructor(private readonly streams: OrderStreams) {}

  /** The progress of one of the caller's orders: the steps so far, the others as they happen, and the end. */
  @Sse(':id/events', { maxPendingDataLength: MAX_WAITING })
  @ForgeryCheck({ header: false, reason: 'a browser opens an event stream without headers of its own' })
  @ApiEvents({ progress: OrderProgress, end: OrderProgressEnd })
  events(
    @Param('id', { schema: Id }) orderId: string,
    @LastEventId() since: number,
    @Context() context: RequestContext,
    @Req() { raw }: FastifyRequest,
  ) {
    return this.streams.open({ orderId, since, context, session: currentSessionOf(raw) });
  }
}
