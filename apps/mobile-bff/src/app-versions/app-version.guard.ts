import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppPolicy } from './app-policy.js';
import { AppTooOld } from './app-too-old.js';
import { callingApp, type CallingApp } from './calling-app.js';
import type { CountApp } from './count-apps.js';
import { judgeBy, type Update } from './judge-app.js';

const UPDATE_HEADER = 'x-app-update';

/** Marks a handler that answers apps of any age. */
export const AnyAppVersion = Reflector.createDecorator<true>();

/**
 * Which app: throws `AppTooOld` for one that is below the least version, and tells one below the recommended of it. It
 * must run before authorization, as an app that is too old to log in has to be told so, too; and after throttling, so
 * that a flood of old apps is counted.
 */
export class AppVersionGuard implements CanActivate {
  readonly #judge: (app: CallingApp) => Update;
  readonly #reflector = new Reflector();

  constructor(
    private readonly policy: AppPolicy,
    private readonly count: CountApp,
  ) {
    this.#judge = judgeBy(policy);
  }

  canActivate(execution: ExecutionContext): boolean {
    const http = execution.switchToHttp();
    const app = this.#readApp(http.getRequest<FastifyRequest>());
    const update = app ? this.#judge(app) : 'none';
    this.count(app ?? 'none', update);
    if (!app || update === 'none') return true;
    http.getResponse<FastifyReply>().header(UPDATE_HEADER, update);
    if (update === 'recommended' || this.#reflector.get(AnyAppVersion, execution.getHandler())) return true;
    const { least, storeUrl } = this.policy[app.platform];
    throw new AppTooOld(least, storeUrl);
  }

  #readApp({ headers }: FastifyRequest): CallingApp | undefined {
    try {
      return callingApp(headers);
    } catch (error) {
      this.count('malformed', 'none');
      throw error;
    }
  }
}
