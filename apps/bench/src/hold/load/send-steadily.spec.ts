import { eventually, fakeUpstream } from '@frontdesk/testing';
import { sendSteadily } from './send-steadily.js';

const forEver = new AbortController().signal;

describe('a steady load', () => {
  test('sends as many as it is to, in order, and tells what came of each', async () => {
    await using server = await fakeUpstream(({ path }, response) => {
      response.statusCode = path === '/1' ? 503 : 200;
      response.setHeader('x-complete', String(path !== '/2')).end('{}');
    });
    const ask = (n: number) => ({ url: server.url, path: `/${n}` });
    const answers = await sendSteadily({ perSecond: 100, seconds: 0.1, ask }, forEver);

    expect(answers).toHaveLength(10);
    expect(answers.slice(0, 3).map(({ status, complete }) => [status, complete])).toEqual([
      [200, true],
      [503, true],
      [200, false],
    ]);
  });

  test('does not wait for answers before it sends the next', async () => {
    await using server = await fakeUpstream();
    server.hang();
    const stop = new AbortController();
    const ask = () => ({ url: server.url, path: '/' });
    const load = sendSteadily({ perSecond: 200, seconds: 0.1, ask }, stop.signal);
    const ended = expect(load).rejects.toThrow('enough');

    await server.received(20);
    stop.abort(new Error('enough'));
    await ended;
    await eventually(() => server.sockets === 0, 'all connections to be closed');
  });

  test('counts a request without an answer as one with status 0', async () => {
    const answers = await sendSteadily(
      { perSecond: 10, seconds: 0.1, ask: () => ({ url: 'http://127.0.0.1:1', path: '/' }) },
      forEver,
    );
    expect(answers.map(({ status }) => status)).toEqual([0]);
  });
});
