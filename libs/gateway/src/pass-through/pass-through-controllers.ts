import { contextOf } from '@frontdesk/request-context';
import { type PassThrough, passThrough, type UpstreamDeclaration, Upstreams } from '@frontdesk/upstream';
import { Controller, Inject, Req, RequestMapping, RequestMethod, Res, type Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { originForm } from '../edge/check-target.js';
import { checkPassed } from './check-passed.js';
import { documentPassed } from './document-passed.js';
import { finishPassed } from './finish-passed.js';
import { sendPassed } from './send-passed.js';

/**
 * Controllers for everything that these upstreams are declared to be passed, one per prefix, with the decorators given
 * on each. The module that has them provides `Upstreams`.
 */
export function passThroughControllers(
  declarations: Readonly<Record<string, UpstreamDeclaration>>,
  ...decorators: ClassDecorator[]
): Type<unknown>[] {
  return Object.entries(declarations).flatMap(([upstream, { passThrough: prefixes = [] }]) =>
    prefixes.map((declared) => passThroughController(upstream, declared, ...decorators)),
  );
}

/** A controller for one prefix; its decorators say, as on any controller, who may call it. */
export function passThroughController(
  upstream: string,
  declared: PassThrough,
  ...decorators: ClassDecorator[]
): Type<unknown> {
  const passed = { ...declared, methods: withHead(declared) };

  class PassThroughController {
    constructor(@Inject(Upstreams) private readonly upstreams: Upstreams) {}

    async pass(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const { raw } = request;
      const { method, url, headers } = request;
      // What is finished here has its tag and length by its body.
      const asked = declared.finished && method === 'HEAD' ? 'GET' : method;
      const incoming = { method: asked, url: originForm(url), headers, body: raw };
      const context = contextOf(raw);
      const service = this.upstreams.get(upstream);
      if (declared.values) await checkPassed(declared, incoming.url);
      const answer = await passThrough(service, passed, incoming, context);
      const sent = declared.finished ? await finishPassed(answer, incoming, context) : answer;
      sendPassed(reply, sent, context, service.policy);
    }
  }
  const prototype = PassThroughController.prototype;
  for (const method of passed.methods) {
    handle(prototype, method, declared);
  }
  for (const decorate of [Controller(), ApiTags(upstream), ...decorators]) decorate(PassThroughController);
  return PassThroughController;
}

/** Who may GET may ask for the headers alone. */
function withHead({ methods }: PassThrough): readonly string[] {
  return methods.includes('GET') && !methods.includes('HEAD') ? ['HEAD', ...methods] : methods;
}

/** Adds a handler for one method, at the prefix and, unless it is exact, at everything below it. */
function handle(
  prototype: { pass(request: FastifyRequest, reply: FastifyReply): Promise<void> },
  method: string,
  declared: PassThrough,
): void {
  const { prefix, exact } = declared;
  // No word, since words become names of operations, and these would be the same for every prefix.
  const name = `pass ${method}`;
  // A function of its own, since that is what routes are noted on.
  const own = {
    [name](this: typeof prototype, request: FastifyRequest, reply: FastifyReply) {
      return this.pass(request, reply);
    },
  };
  const descriptor = Object.getOwnPropertyDescriptor(own, name)!;
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res()(prototype, name, 1);
  RequestMapping({
    path: exact ? prefix : [prefix, `${prefix}/*`],
    method: RequestMethod[method as keyof typeof RequestMethod],
  })(prototype, name, descriptor);
  RouteConfig({ body: 'stream' })(prototype, name, descriptor);
  documentPassed(declared, method)(prototype, name, descriptor);
}
