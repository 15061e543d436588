import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkAnswers, type Answering } from './check-answers.js';

const servers: Server[] = [];

async function answering(name: string, listener: RequestListener): Promise<Answering> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    server: { name },
    program: { url },
    asked: () => ({ path: '/home' }),
    headers: { cookie: 'of alice' },
  };
}

const says = (body: string, status = 200): RequestListener =>
  function answer(_, response) {
    response.writeHead(status).end(body);
  };
const check = (answers: 'bytes' | 'json', ...all: Answering[]) =>
  checkAnswers({ name: 'B', answers }, all, AbortSignal.timeout(2_000));

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

it('takes the same JSON in another order', async () => {
  const floor = await answering('floor', says('{"a":1,"b":2}'));
  const peer = await answering('peer', says('{"b":2, "a":1}'));
  await expect(check('json', floor, peer)).resolves.toBeUndefined();
});

it('takes no other byte of what is passed through', async () => {
  const floor = await answering('floor', says('{"a":1}'));
  const peer = await answering('peer', says('{"a": 1}'));
  await expect(check('bytes', floor, peer)).rejects.toThrow('B: peer does not answer what the floor does');
});

it('names the server that answers something else, and what differs', async () => {
  const floor = await answering('floor', says('{"meta":{"missing":[]}}'));
  const peer = await answering('peer', says('{"meta":{"missing":["orders"]}}'));
  await expect(check('json', floor, peer)).rejects.toThrow(
    'peer does not answer what the floor does: meta.missing.0',
  );
});

it('names the server that answers an error', async () => {
  const floor = await answering('floor', says('{}'));
  const peer = await answering('peer', says('no', 401));
  await expect(check('json', floor, peer)).rejects.toThrow('peer answers 401 to /home: no');
});

it('asks more than once, since what comes from a cache must be the same', async () => {
  let times = 0;
  const floor = await answering('floor', says('{"a":1}'));
  const peer = await answering('peer', (request, response) => {
    expect(request.headers.cookie).toBe('of alice');
    response.end(`{"a":${(times += 1) > 1 ? 2 : 1}}`);
  });
  await expect(check('json', floor, peer)).rejects.toThrow('a differs');
});
