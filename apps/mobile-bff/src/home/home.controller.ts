import { ApiView, Context } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get } from '@nestjs/common';
import { Views } from '../views.js';
import { home, HomeScreen } from './home.view.js';

@Controller('v1/home')
export class HomeController {
  constructor(private readonly views: Views) {}

  /** The first screen: who, the last orders, the last notifications. */
  @Get()
  @ApiView(HomeScreen)
  home(@Context() context: RequestContext) {
    return this.views.run(home, {}, context);
  }
}
