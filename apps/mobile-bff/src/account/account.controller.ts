import { ApiView, Context } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get } from '@nestjs/common';
import { inEveryVersion } from '../api-versions.js';
import { Views } from '../views.js';
import { account, AccountScreen } from './account.view.js';

@Controller()
export class AccountController {
  constructor(private readonly views: Views) {}

  /** The caller's profile and payment methods. */
  @Get(inEveryVersion('account'))
  @ApiView(AccountScreen)
  account(@Context() context: RequestContext) {
    return this.views.run(account, {}, context);
  }
}
