/** Where `@nestjs/swagger` keeps what is said of a handler's answers, by status. */
const RESPONSES = 'swagger/apiResponse';

const REPLAYED = {
  'Idempotent-Replayed': {
    description: 'The answer is that of an earlier call with this key',
    schema: { type: 'string', enum: ['true'] },
  },
} as const;

/** Documents on every answer of a handler's own that it may be an earlier one. */
export const documentReplays: MethodDecorator = (_target, _name, descriptor) => {
  const handler = descriptor.value as object;
  const responses = (Reflect.getMetadata(RESPONSES, handler) ?? {}) as Record<string, { headers?: object }>;
  const replayed = Object.entries(responses).map(([status, response]) => [
    status,
    { ...response, headers: { ...response.headers, ...REPLAYED } },
  ]);
  Reflect.defineMetadata(RESPONSES, Object.fromEntries(replayed), handler);
};
