import 'reflect-metadata';
import { AuthenticationGuard, AuthModule, AuthorizationGuard } from '@frontdesk/auth';
import { attachContext, Deadline, RequestContext } from '@frontdesk/request-context';
import type { ExecutionContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DoorsController } from '../gateway/doors.controller.js';
import { median } from '../load/quantile.js';
import { sayReady } from '../processes/say-ready.js';

// The two guards of authentication called straight, with no HTTP around them: a figure that noise hardly reaches, to
// hold beside the difference of two whole requests.

const CALLS = 100_000;
const ROUNDS = 7;

const { OIDC_ISSUER: issuer = '', OIDC_AUDIENCE: audience = '', TOKEN: token = '' } = process.env;
const trace = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), sampled: true };
const { signal } = new AbortController();
const { open, closed } = DoorsController.prototype;

const module = AuthModule.forGateway({ gateway: 'bench', issuer, audience, principalKind: 'user' });
const app = await NestFactory.createApplicationContext(module, { logger: false });
const who = app.get(AuthenticationGuard);
const mayThey = app.get(AuthorizationGuard);

await pass(closed, { authorization: `Bearer ${token}` }); // seen before, from now on
const samples: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const without = cpuUs(open, {});
  samples.push(cpuUs(closed, { authorization: `Bearer ${token}` }) - without);
}
await app.close();
sayReady({ cpuUs: median(samples) });

function cpuUs(handler: () => unknown, headers: object): number {
  const before = process.cpuUsage();
  for (let call = 0; call < CALLS; call += 1) void pass(handler, headers);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

function pass(handler: () => unknown, headers: object): unknown {
  const raw = {};
  attachContext(raw, new RequestContext('bench', trace, Deadline.in(1_000), signal));
  const http = { getRequest: () => ({ raw, headers }), getResponse: () => ({}) };
  const execution = {
    switchToHttp: () => http,
    getHandler: () => handler,
    getClass: () => DoorsController,
  } as unknown as ExecutionContext;
  const authenticated = who.canActivate(execution);
  if (authenticated === true) return mayThey.canActivate(execution);
  return Promise.resolve(authenticated).then(() => mayThey.canActivate(execution));
}
