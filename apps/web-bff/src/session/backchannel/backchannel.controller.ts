import { KeysUnavailable, Public } from '@frontdesk/auth';
import { InvalidInput } from '@frontdesk/gateway';
import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { NoForgeryCheck } from '../forgery/forgery-check.js';
import { SessionParts } from '../session-parts.js';
import { checkLogoutToken, type LogoutToken } from './check-logout-token.js';
import { logoutTokenKeys } from './logout-token-keys.js';

/** A token is remembered for a little longer than it is good for. */
const MARGIN_MS = 60_000;

const Told = z.object({
  logout_token: z
    .string()
    .min(1)
    .describe('What the identity provider signs (OpenID Connect Back-Channel Logout 1.0)'),
});

@Controller('bff')
export class BackchannelController {
  readonly #keys: JWTVerifyGetKey;

  constructor(private readonly parts: SessionParts) {
    this.#keys = logoutTokenKeys(parts.provider.issuer);
  }

  /** The identity provider says that somebody has logged out there. */
  @Post('backchannel-logout')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @RouteConfig({ body: 'form' })
  @Public()
  @NoForgeryCheck('comes from no browser: what counts is the signature of the provider')
  async end(@Body({ schema: Told }) { logout_token: text }: z.infer<typeof Told>): Promise<object> {
    const { store, clock } = this.parts;
    const token = await this.#check(text);
    const forMs = Math.max(0, token.exp * 1_000 - clock.now()) + MARGIN_MS;
    const name = `jti:${token.id}`;
    if (await store.wasFirst(name)) throw usedBefore();
    await store.endAll(token);
    // Not before: what could not be done now may be sent again.
    if (!(await store.isFirst(name, forMs))) throw usedBefore();
    return {};
  }

  async #check(text: string): Promise<LogoutToken> {
    const { issuer, clientId } = this.parts.provider;
    try {
      return await checkLogoutToken(text, { issuer, clientId, keys: this.#keys });
    } catch (error) {
      this.parts.tell('a log-out token was refused', error);
      throw error instanceof KeysUnavailable ? error : wrong('is not a good log-out token');
    }
  }
}

function usedBefore(): InvalidInput {
  return wrong('was used before');
}

function wrong(detail: string): InvalidInput {
  return new InvalidInput([{ in: 'body', field: 'logout_token', detail }]);
}
