import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { z } from 'zod';

/**
 * Documents a handler that answers with server-sent events: what the data of each is, by the name of the event. Each
 * schema has an `id`. OpenAPI 3.1 has no word for events by name, so they stand in `x-events` as well.
 */
export function ApiEvents(events: Readonly<Record<string, z.ZodType>>): MethodDecorator {
  const [one, ...others] = Object.values(events);
  if (!one) throw new TypeError('a stream has at least one event');
  const references = Object.entries(events).map(([name, schema]) => [
    name,
    { $ref: `#/components/schemas/${schema.meta()?.id}` },
  ]);
  return applyDecorators(
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      description:
        'The `id` of the last event that came, which browsers send by themselves: those after it follow',
      schema: { type: 'string' },
    }),
    ApiProduces('text/event-stream'),
    ApiOkResponse({
      description: `Server-sent events, named ${Object.keys(events).join(' or ')}; the schema is that of their data`,
      standardSchema: others.length > 0 ? z.union([one, ...others]) : one,
    }),
    ApiExtension('x-events', Object.fromEntries(references) as object),
  );
}
