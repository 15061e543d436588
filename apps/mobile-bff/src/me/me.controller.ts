import { ApiView, Context } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get } from '@nestjs/common';
import { inEveryVersion } from '../api-versions.js';
import { Views } from '../views.js';
import { Me, me } from './me.view.js';

@Controller()
export class MeController {
  constructor(private readonly views: Views) {}

  /** Who the caller is. */
  @Get(inEveryVersion('me'))
  @ApiView(Me)
  me(@Context() context: RequestContext) {
    return this.views.run(me, {}, context);
  }
}
