import type { IncomingHttpHeaders } from 'node:http';
import { isPublic } from '@frontdesk/auth';
import { contextOf } from '@frontdesk/request-context';
import { type CanActivate, type ExecutionContext, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { exemptionOf } from './forgery-check.js';
import { ForgeryRefused } from './forgery-refused.js';
import { requireReasons } from './require-reasons.js';

interface Asked {
  readonly raw: object;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** From other pages of this origin, or typed by the user; clients that are no browsers send nothing. */
const OWN = new Set([undefined, 'same-origin', 'none']);
const SAFE_METHODS = new Set(['GET', 'HEAD']);

/**
 * Refuses what another site may have made the browser send, cookie and all:
 * - `Sec-Fetch-Site: cross-site`, or anything unknown; `same-site` unless `Origin` is one of `ALLOWED_ORIGINS`;
 * - a request without `X-CSRF: 1`, a header that another origin cannot send unless a preflight allows it.
 *
 * What is public and changes nothing is nobody's, and is not checked. Must run before authorization: a request from
 * another site is told nothing of the session that it came with. Who has no session lacks that first, and is left to it.
 */
@Injectable()
export class ForgeryGuard implements CanActivate, OnModuleInit {
  readonly #allowedOrigins: ReadonlySet<string>;

  constructor(
    allowedOrigins: readonly string[],
    private readonly discovery: DiscoveryService,
  ) {
    this.#allowedOrigins = new Set(allowedOrigins);
  }

  onModuleInit(): void {
    requireReasons(this.discovery);
  }

  canActivate(execution: ExecutionContext): boolean {
    const handler = execution.getHandler();
    const controller = execution.getClass();
    const exemption = exemptionOf(handler, controller);
    if (exemption?.from === 'all') return true;
    const { raw, method, headers } = execution.switchToHttp().getRequest<Asked>();
    const forAnybody = isPublic(handler, controller);
    if (!exemption && SAFE_METHODS.has(method) && forAnybody) return true;

    const site = headers['sec-fetch-site'] as string | undefined;
    if (!OWN.has(site) && !(site === 'same-site' && this.#allowedOrigins.has(headers.origin ?? ''))) {
      throw new ForgeryRefused('another site asked for this');
    }
    if (exemption || headers['x-csrf'] === '1') return true;
    if (!forAnybody && contextOf(raw).principal.kind === 'anonymous') return true; // authorization answers 401
    throw new ForgeryRefused('the header X-CSRF: 1 is missing');
  }
}
