import { type Clock } from '@frontdesk/request-context';
import { Controller, Get, Header, Query, Req } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { currentSessionOf } from '../current-session.js';
import { noSession } from '../no-session.js';
import { SessionParts } from '../session-parts.js';
import { MayLookOnly } from '../slides.js';
import { HeldSession } from '../store/held-session.js';

const Look = z.object({
  slide: z
    .enum(['true', 'false'])
    .default('true')
    .describe('`false` does not put off the end of the session'),
});

export const BffUser = z
  .object({
    claims: z
      .object({ sub: z.string(), name: z.string().optional(), email: z.string().optional() })
      .catchall(z.union([z.string(), z.boolean()]))
      .describe('What the identity provider says of the user'),
    endsInS: z.int().min(0).describe('Seconds until the session ends, unless it is used'),
    logoutUrl: z.string().describe('Where to send the browser to log out'),
  })
  .meta({ id: 'BffUser' });

@Controller('bff')
export class UserController {
  constructor(private readonly parts: SessionParts) {}

  /** Who is logged in, and for how long. */
  @Get('user')
  @MayLookOnly(true)
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ standardSchema: BffUser })
  user(
    @Query({ schema: Look }) _look: z.infer<typeof Look>,
    @Req() request: FastifyRequest,
  ): z.infer<typeof BffUser> {
    const held = currentSessionOf(request.raw);
    if (!(held instanceof HeldSession)) throw noSession();
    return userOf(held, this.parts.clock);
  }
}

function userOf({ session, endsAt }: HeldSession, clock: Clock): z.infer<typeof BffUser> {
  return {
    claims: session.claims,
    endsInS: Math.max(0, Math.floor((endsAt - clock.now()) / 1_000)),
    logoutUrl: `/bff/logout?sid=${session.logOutId}`,
  };
}
