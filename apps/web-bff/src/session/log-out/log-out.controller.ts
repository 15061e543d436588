import { timingSafeEqual } from 'node:crypto';
import { Public, recordedRefusal } from '@frontdesk/auth';
import { InvalidInput } from '@frontdesk/gateway';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noSessionCookie } from '../cookies/cookies.js';
import { currentSessionOf } from '../current-session.js';
import { NoForgeryCheck } from '../forgery/forgery-check.js';
import { getAlone } from '../get-alone.js';
import { publicUrlOf } from '../log-in/public-url.js';
import { sendPage, wantsPage } from '../pages/page.js';
import { sendUnavailable } from '../pages/send-unavailable.js';
import { SessionParts } from '../session-parts.js';
import { HeldSession } from '../store/held-session.js';
import { endSession } from './end-session.js';
import { leaveUrl } from './leave-url.js';

const LogOut = z.object({
  sid: z.string().max(256).optional().describe('What the log-out URL of `/bff/user` carries'),
});

@Controller('bff')
export class LogOutController {
  constructor(private readonly parts: SessionParts) {}

  /** Ends the session, and sends the browser to log out of the identity provider. */
  @Get('logout')
  @Public()
  @NoForgeryCheck('a navigation; `sid` is known to pages of this session alone')
  async end(
    @Query({ schema: LogOut }) { sid = '' }: z.infer<typeof LogOut>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    getAlone(request);
    try {
      await this.#end(sid, request, reply);
    } catch (error) {
      const link = { to: request.url, text: 'Log out' };
      sendUnavailable(error, request, reply, { title: 'Logging out is not possible now', link });
    }
  }

  async #end(sid: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const held = currentSessionOf(request.raw);
    if (!(held instanceof HeldSession) || !isEqual(sid, held.session.logOutId)) {
      return this.#refuse(request, reply, held !== undefined);
    }
    const publicUrl = publicUrlOf(request, this.parts.publicUrl);
    const session = await endSession(this.parts, held.key);
    const location = await leaveUrl(this.parts.provider, publicUrl, session);
    await reply
      .header('set-cookie', noSessionCookie())
      .header('clear-site-data', '"cache", "storage"')
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .redirect(location, 303);
  }

  #refuse(request: FastifyRequest, reply: FastifyReply, isLoggedIn: boolean): void {
    // Whether anybody is logged in cannot be told now; who hears that nobody is would leave, and be wrong.
    const unseen = recordedRefusal(request.raw);
    if (unseen) throw unseen;
    if (!wantsPage(request.headers.accept)) {
      throw new InvalidInput([{ in: 'query', field: 'sid', detail: 'is not that of this session' }]);
    }
    sendPage(reply, 400, {
      title: isLoggedIn ? 'You are still logged in' : 'You are not logged in',
      text: isLoggedIn
        ? 'This address does not log you out. The shop has the right one.'
        : 'There is nothing to log out of.',
      link: { to: '/', text: 'Go to the shop' },
    });
  }
}

function isEqual(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
