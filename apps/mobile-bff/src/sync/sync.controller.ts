import { ApiProblem, ApiView, Context, pageQuery } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { inEveryVersion } from '../api-versions.js';
import { Views } from '../views.js';
import { SyncRequests } from './sync-requests.js';
import { sync, Sync } from './sync.view.js';

/** As long as a cursor can be that holds one of each service. */
const MAX_CURSOR_LENGTH = 2_400;

const Wanted = pageQuery.pick({ limit: true }).extend({
  since: z
    .string()
    .max(MAX_CURSOR_LENGTH, `is longer than ${MAX_CURSOR_LENGTH} characters`)
    .regex(/^[\w-]+\.[\w-]+$/, 'is not a cursor that was given out')
    .optional()
    .describe('The `next` of the answer before; without it, everything'),
});

@Controller()
export class SyncController {
  constructor(
    private readonly views: Views,
    private readonly requests: SyncRequests,
  ) {}

  /** What has changed of the caller's orders and notifications since the last time; a change may come twice. */
  @Get(inEveryVersion('sync'))
  @ApiView(Sync)
  @ApiProblem(410, '`since` is too old: ask without it', z.object({}))
  sync(@Query({ schema: Wanted }) wanted: z.infer<typeof Wanted>, @Context() context: RequestContext) {
    return this.views.run(sync, this.requests.read(wanted, context.principal.id), context);
  }
}
