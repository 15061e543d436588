import { Public } from '@frontdesk/auth';
import { Controller, Get } from '@nestjs/common';

const ANSWER = { answer: 'come in' };

/** The same answer with and without authentication: the difference is what authentication costs. */
@Controller()
export class DoorsController {
  @Get('open')
  @Public()
  open() {
    return ANSWER;
  }

  @Get('closed')
  closed() {
    return ANSWER;
  }
}
