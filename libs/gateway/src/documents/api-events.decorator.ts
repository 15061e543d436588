import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { z } from 'zod';

/** Documents a handler that answers with server-sent events: what the data of each is, by the name of the event. */
export function ApiEvents(events: Readonly<Record<string, z.ZodType>>): MethodDecorator {
  const [one, ...others] = Object.values(events);
  if (!one) throw new TypeError('a stream has at least one event');
  return applyDecorators(
    ApiProduces('text/event-stream'),
    ApiOkResponse({
      description: `Server-sent events, named ${Object.keys(events).join(' or ')}; the schema is that of their data`,
      standardSchema: others.length > 0 ? z.union([one, ...others]) : one,
    }),
  );
}
