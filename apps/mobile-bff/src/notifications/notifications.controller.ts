import { ApiIdempotencyKey, ApiView, Context, Id, IdempotencyKey } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { applyDecorators, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { Commands } from '../commands.js';
import { Views } from '../views.js';
import { notificationPages, notifications, NotificationsScreen } from './notifications.view.js';
import { ShownNotification, shownNotification } from './shown-notification.js';

const OK = 200;

const Wanted = notificationPages.query.extend({
  unread: z
    .enum(['true', 'false'], 'is neither true nor false')
    .transform((text) => text === 'true')
    .optional()
    .describe('Those alone that were not read yet, or that were'),
});

const ApiRead = () =>
  applyDecorators(
    HttpCode(OK),
    ApiIdempotencyKey('optional'),
    ApiOkResponse({ standardSchema: ShownNotification }),
  );

/** In the first version notifications are passed through as their service has them (`upstreams.ts`). */
@Controller()
export class NotificationsController {
  constructor(
    private readonly views: Views,
    private readonly commands: Commands,
  ) {}

  /** The caller's notifications, the newest first. */
  @Get('v2/notifications')
  @ApiView(NotificationsScreen)
  list(@Query({ schema: Wanted }) wanted: z.infer<typeof Wanted>, @Context() context: RequestContext) {
    return this.views.run(notifications, wanted, context);
  }

  /** Marks one of the caller's notifications as read, and answers with it. */
  @Post('v2/notifications/:id/read')
  @ApiRead()
  async read(
    @Param('id', { schema: Id }) id: string,
    @IdempotencyKey('optional') key: string | undefined,
    @Context() context: RequestContext,
  ) {
    return shownNotification(await this.commands.of(context).notifications.markRead(id, key));
  }
}
