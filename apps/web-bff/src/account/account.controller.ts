import { ApiView, Context } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get } from '@nestjs/common';
import { Views } from '../views.js';
import { account, AccountPage } from './account.view.js';

@Controller('api/account')
export class AccountController {
  constructor(private readonly views: Views) {}

  /** The caller's profile, latest orders and notifications, and payment methods. */
  @Get()
  @ApiView(AccountPage)
  account(@Context() context: RequestContext) {
    return this.views.run(account, {}, context);
  }
}
