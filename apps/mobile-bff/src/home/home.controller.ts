import { ApiView, Context } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get } from '@nestjs/common';
import { Views } from '../views.js';
import { homeV1, HomeScreenV1 } from './home-v1.js';
import { home, HomeScreen } from './home.view.js';

@Controller()
export class HomeController {
  constructor(private readonly views: Views) {}

  /** The first screen: who, the last orders, the last notifications. */
  @Get('v2/home')
  @ApiView(HomeScreen)
  home(@Context() context: RequestContext) {
    return this.views.run(home, {}, context);
  }

  /** The first screen: who, the last orders, the last notifications. */
  @Get('v1/home')
  @ApiView(HomeScreenV1)
  homeV1(@Context() context: RequestContext) {
    return this.views.run(homeV1, {}, context);
  }
}
