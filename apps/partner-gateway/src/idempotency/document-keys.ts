/** Where `@nestjs/swagger` keeps what is said of a handler's answers, by status. */
const RESPONSES = 'swagger/apiResponse';

interface Response {
  readonly description: string;
  readonly headers?: object;
  readonly content?: object;
}

const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const header = (description: string) => ({ description, schema: { type: 'string' } });

/** What a command with a key may be answered besides, by status. */
const REFUSALS: Readonly<Record<string, Response>> = {
  409: {
    description: 'A call with this key is still running',
    headers: { 'Retry-After': header('After how many seconds to repeat the call, where one is running') },
    content,
  },
  422: { description: 'The key came with another path or body before', content },
};
const REPLAYED = { 'Idempotent-Replayed': header('`true` where the answer is that of an earlier call') };

/**
 * Documents what a key adds to the answers of a handler, beside what is said of them already: its decorator stands above
 * those that say it.
 */
export const documentKeys: MethodDecorator = (_target, _name, descriptor) => {
  const handler = descriptor.value as object;
  const said = (Reflect.getMetadata(RESPONSES, handler) ?? {}) as Readonly<Record<string, Response>>;
  const statuses = new Set([...Object.keys(said), ...Object.keys(REFUSALS)]);
  const responses = [...statuses].map((status) => [status, withKeys(said[status], REFUSALS[status])]);
  Reflect.defineMetadata(RESPONSES, Object.fromEntries(responses), handler);
};

function withKeys(own: Response | undefined, refusal: Response | undefined): Response {
  const description = [own?.description, refusal?.description].filter(Boolean).join('; or: ');
  const headers = { ...refusal?.headers, ...own?.headers, ...REPLAYED };
  return { ...refusal, ...own, description, headers };
}
