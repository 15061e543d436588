import { anonymous, Deadline, RequestContext } from '@frontdesk/request-context';
import { runView } from './run-view.js';
import { view } from './begin-view.js';

interface Clients {
  ask(name: string): Promise<string>;
}

function contextFor(ms = 1_000, signal = new AbortController().signal): RequestContext {
  const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
  return new RequestContext('request-1', trace, Deadline.in(ms), signal);
}
const say = () => ({ ask: (name: string) => Promise.resolve(`${name}!`) });

describe('running a view', () => {
  it('answers with what its shape makes of the parts', async () => {
    const greeting = view<Clients, { name: string }>('greeting')
      .required('hello', ({ ask }, { name }) => ask(name))
      .required('again', { after: ['hello'] }, ({ ask }, { hello }) => ask(hello))
      .optional('broken', () => Promise.reject<string>(new Error('no')))
      .shape(({ again, broken }) => ({ again, broken }));
    const result = await runView(greeting, { name: 'ada' }, contextFor(), say);
    expect(result).toMatchObject({
      body: { again: 'ada!!', broken: null },
      complete: false,
      missing: ['broken'],
    });
    expect(contextFor().principal).toBe(anonymous);
  });
});
