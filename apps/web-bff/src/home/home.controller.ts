import { ApiView, Context } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get } from '@nestjs/common';
import { Views } from '../views.js';
import { home, HomePage } from './home.view.js';

@Controller('api/home')
export class HomeController {
  constructor(private readonly views: Views) {}

  /** Who the caller is, with the latest orders, notifications and recommendations. */
  @Get()
  @ApiView(HomePage)
  home(@Context() context: RequestContext) {
    return this.views.run(home, {}, context);
  }
}
