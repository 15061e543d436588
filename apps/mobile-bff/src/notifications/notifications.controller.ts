import { ApiView, Context, pageQuery } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Views } from '../views.js';
import { notifications, NotificationsScreen } from './notifications.view.js';

const Wanted = pageQuery.extend({
  unread: z
    .enum(['true', 'false'], 'is neither true nor false')
    .transform((text) => text === 'true')
    .optional()
    .describe('Those alone that were not read yet, or that were'),
});

/** In the first version notifications are passed through as their service has them (`upstreams.ts`). */
@Controller()
export class NotificationsController {
  constructor(private readonly views: Views) {}

  /** The caller's notifications, the newest first. */
  @Get('v2/notifications')
  @ApiView(NotificationsScreen)
  list(@Query({ schema: Wanted }) wanted: z.infer<typeof Wanted>, @Context() context: RequestContext) {
    return this.views.run(notifications, wanted, context);
  }
}
