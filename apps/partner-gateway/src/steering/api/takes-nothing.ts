import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readInput } from './read-input.js';

const Nothing = z.strictObject({});

/** For acts that a path says all of: whoever says more, such as from when on, would be done something else. */
export const takesNothing = {
  preHandler: async ({ query, body }: FastifyRequest): Promise<void> => {
    readInput(Nothing, 'query', query);
    readInput(Nothing, 'body', body);
  },
};
