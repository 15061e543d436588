import { Public } from '@frontdesk/auth';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sessionCookie, noLogInCookie, sessionIdIn } from '../cookies/cookies.js';
import { sessionKeyOf } from '../cookies/session-id.js';
import { NoForgeryCheck } from '../forgery/forgery-check.js';
import { getAlone } from '../get-alone.js';
import { sendPage } from '../pages/page.js';
import { SessionParts } from '../session-parts.js';
import { finishLogIn } from './finish-log-in.js';
import { publicUrlOf } from './public-url.js';
import { ReturnPath } from './return-path.js';
import { sendRefusal } from './send-refusal.js';
import { startLogIn } from './start-log-in.js';
import { transactionName } from './transaction.js';

const LogIn = z.object({
  returnUrl: ReturnPath.default('/').describe('Where to go once logged in: a path of this site'),
});

@Controller('bff')
export class LogInController {
  constructor(private readonly parts: SessionParts) {}

  /** Sends the browser to the identity provider, to log in there. */
  @Get('login')
  @Public()
  @NoForgeryCheck('a navigation, and all it does is to begin; who ends it must be the browser that began')
  async start(
    @Query({ schema: LogIn }) { returnUrl }: z.infer<typeof LogIn>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    getAlone(request);
    try {
      const { location, cookies } = await startLogIn(this.parts, {
        publicUrl: publicUrlOf(request, this.parts.publicUrl),
        returnPath: returnUrl,
        cookies: request.headers.cookie,
        before: sessionKeyIn(request),
      });
      for (const cookie of cookies) reply.header('set-cookie', cookie);
      await reply.header('cache-control', 'no-store').redirect(location, 303);
    } catch (error) {
      sendRefusal(error, request, reply, returnUrl);
    }
  }

  /** Where the identity provider sends the browser back to. */
  @Get('callback')
  @Public()
  @NoForgeryCheck(
    'the provider, another site, leads here; `state` and the log-in cookie tell that we sent there',
  )
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    getAlone(request);
    const answer = new URL(request.url, 'http://gateway.invalid').searchParams;
    const state = answer.get('state');
    reply.header('referrer-policy', 'no-referrer');
    // Whatever comes of it, this log-in is over.
    if (state) reply.header('set-cookie', noLogInCookie(transactionName(state)));
    try {
      const { id, returnPath, cookies } = await finishLogIn(this.parts, {
        answer,
        cookies: request.headers.cookie,
        before: sessionKeyIn(request),
      });
      for (const cookie of [sessionCookie(id), ...cookies]) reply.header('set-cookie', cookie);
      // No redirect: a `Strict` cookie is not sent along a chain of them that another site began.
      sendPage(reply, 200, {
        title: 'You are logged in',
        text: 'The shop opens by itself.',
        link: { to: returnPath, text: 'Go on' },
        follows: true,
      });
    } catch (error) {
      this.parts.tell('a log-in failed', error);
      sendRefusal(error, request, reply, '/');
    }
  }
}

function sessionKeyIn({ headers }: FastifyRequest): string | undefined {
  const id = sessionIdIn(headers.cookie);
  return id === undefined ? undefined : sessionKeyOf(id);
}
