import { HttpService } from '@nestjs/axios';
import { fakeUpstream } from '@frontdesk/testing';
import { AxiosError, isAxiosError, isCancel } from 'axios';
import { firstValueFrom } from 'rxjs';
import { UpstreamHttpService, Upstreams } from '../src/index.js';
import { aContext, aUser, errorOf, things } from './asking.js';

async function aService(declared = {}) {
  const server = await fakeUpstream();
  server.answer(200, { a: 1 }, { server: 'secret/1.0', 'set-cookie': 'a=b', 'x-kept': 'yes' });
  const made = things(server, { retries: 1, backoffMs: 1, ...declared });
  const http = new UpstreamHttpService(made.upstream);
  const close = async () => {
    await made.upstreams.close();
    await server[Symbol.asyncDispose]();
  };
  return { server, http, [Symbol.asyncDispose]: close };
}

describe.each(['straight', 'through axios, with an interceptor'])('an upstream as HttpService, %s', (way) => {
  async function service(declared = {}) {
    const made = await aService(declared);
    if (way !== 'straight') made.http.axiosRef.interceptors.request.use((config) => config);
    return made;
  }

  test('gets JSON, with its headers', async () => {
    await using made = await service();
    const { status, statusText, data, headers } = await firstValueFrom(
      made.http.get('/things?x=1', { params: { y: 'ä b' } }),
    );
    expect({ status, statusText, data }).toEqual({ status: 200, statusText: 'OK', data: { a: 1 } });
    expect(headers['content-type']).toBe('application/json');
    expect(headers['x-kept']).toBe('yes');
    expect(headers['server']).toBeUndefined();
    expect(headers['set-cookie']).toBeUndefined();
    expect(new URL(made.server.requests[0]?.url ?? '', 'http://h').searchParams.get('y')).toBe('ä b');
  });

  test('posts JSON, forms and text', async () => {
    await using made = await service();
    await firstValueFrom(made.http.post('/things', { a: 'ä' }, { headers: { 'X-Own': '1' } }));
    await made.http.axiosRef.put('/things', new URLSearchParams({ a: 'b' }));
    await made.http.axiosRef.request({
      method: 'patch',
      url: 'things',
      data: 'text',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(made.server.requests).toMatchObject([
      {
        method: 'POST',
        path: '/things',
        body: '{"a":"ä"}',
        headers: { 'content-type': 'application/json', 'x-own': '1' },
      },
      {
        method: 'PUT',
        body: 'a=b',
        headers: {
          'content-type': expect.stringMatching(/^application.x-www-form-urlencoded;charset=utf-8$/i),
        },
      },
      { method: 'PATCH', path: '/things', body: 'text', headers: { 'content-type': 'text/plain' } },
    ]);
  });

  test('gives the types of answers that axios gives', async () => {
    await using made = await service();
    expect((await made.http.axiosRef.get('/', { responseType: 'text' })).data).toBe('{"a":1}');
    expect((await made.http.axiosRef.get('/', { responseType: 'arraybuffer' })).data).toEqual(
      Buffer.from('{"a":1}'),
    );
    const { data } = await firstValueFrom(
      made.http.get<AsyncIterable<Buffer>>('/', { responseType: 'stream' }),
    );
    let text = '';
    for await (const chunk of data) text += String(chunk);
    expect(text).toBe('{"a":1}');
  });

  test('takes the pipeline: a GET is retried, a POST is not', async () => {
    await using made = await service();
    made.server.answer(503, { why: 'busy' });
    const error = await errorOf(firstValueFrom(made.http.get('/things')));
    expect(made.server.requests).toHaveLength(2);
    expect(isAxiosError(error)).toBe(true);
    expect(error).toMatchObject({
      name: 'AxiosError',
      code: 'ERR_BAD_RESPONSE',
      status: 503,
      response: { status: 503, data: { why: 'busy' } },
      cause: { name: 'UpstreamError', code: 'status' },
    });
    await errorOf(firstValueFrom(made.http.post('/things', {})));
    expect(made.server.requests).toHaveLength(3);
  });

  test('leaves a status to validateStatus', async () => {
    await using made = await service();
    made.server.answer(404, { why: 'none' });
    expect(await errorOf(firstValueFrom(made.http.get('/')))).toMatchObject({
      code: 'ERR_BAD_REQUEST',
      response: { status: 404 },
    });
    made.server.answer(500, { why: 'bug' });
    expect(await made.http.axiosRef.get('/', { validateStatus: () => true })).toMatchObject({
      status: 500,
      data: { why: 'bug' },
    });
    made.server.answer(302, '', { location: 'http://elsewhere.invalid' });
    expect(await errorOf(made.http.axiosRef.get('/'))).toMatchObject({ response: { status: 302 } });
  });

  test('honours timeout and signal, down to the socket', async () => {
    await using made = await service();
    made.server.hang();
    expect(await errorOf(made.http.axiosRef.get('/', { timeout: 50 }))).toMatchObject({
      code: 'ECONNABORTED',
      cause: { name: 'DeadlineExceeded' },
    });
    await made.server.abandoned(1);
    const leaving = new AbortController();
    const asked = errorOf(firstValueFrom(made.http.get('/', { signal: leaving.signal })));
    await made.server.received(2);
    leaving.abort();
    expect(isCancel(await asked)).toBe(true);
    await made.server.abandoned(2);
  });

  test('cancels the call when nobody is subscribed any more', async () => {
    await using made = await service();
    made.server.hang();
    const subscription = made.http.get('/').subscribe();
    await made.server.received(1);
    subscription.unsubscribe();
    await made.server.abandoned(1);
  });

  test('calls on behalf of the context that it is given', async () => {
    await using made = await service({ identity: 'headers' });
    const context = aContext({ principal: aUser('alice'), deadlineMs: 200 });
    await firstValueFrom(made.http.get('/', { context }));
    await firstValueFrom(made.http.get('/'));
    expect(made.server.requests[0]?.headers).toMatchObject({
      'x-user-id': 'alice',
      'x-request-id': 'request-1',
    });
    expect(made.server.requests[1]?.headers['x-user-id']).toBeUndefined();
  });

  test.each(['http://169.254.169.254/', '//host/a', '\\\\host', '/a/../b', 'https:host'])(
    'refuses to call %s',
    async (url) => {
      await using made = await service();
      const error = await errorOf(
        firstValueFrom(made.http.get(url, { allowAbsoluteUrls: true, baseURL: 'http://evil.invalid' })),
      );
      expect(error).toMatchObject({ code: 'ERR_INVALID_URL' });
      expect(made.server.requests).toHaveLength(0);
    },
  );
});

test('interceptors and defaults that are set on axiosRef are applied', async () => {
  await using made = await aService();
  const ref = made.http.axiosRef;
  const id = ref.interceptors.response.use((response) => ({
    ...response,
    data: 'seen',
    status: response.status,
    headers: response.headers,
  }));
  expect((await firstValueFrom(made.http.get('/'))).data).toBe('seen');
  ref.interceptors.response.eject(id);
  ref.defaults.headers.common['x-common'] = 'c';
  expect((await firstValueFrom(made.http.get('/'))).data).toEqual({ a: 1 });
  expect(made.server.requests[1]?.headers['x-common']).toBe('c');
});

test('errors that no status explains are AxiosErrors with their cause', async () => {
  await using made = await aService();
  made.server.resetMidBody();
  const error = await errorOf(made.http.axiosRef.get('/'));
  expect(error).toBeInstanceOf(AxiosError);
  expect(error).toMatchObject({ code: 'ERR_NETWORK', cause: { code: 'reset' } });
});

test('Nest is given an HttpService per upstream to inject', async () => {
  await using server = await fakeUpstream();
  await using upstreams = new Upstreams({ things: { url: server.url } }, { env: {} });
  const { provide, inject, useFactory } = UpstreamHttpService.provider('things');
  expect(provide).toBe(UpstreamHttpService.of('things'));
  expect(provide).not.toBe(UpstreamHttpService.of('others'));
  expect(inject).toEqual([Upstreams]);
  const http = await useFactory(upstreams);
  expect(http).toBeInstanceOf(HttpService);
  expect((await firstValueFrom(http.get('/things'))).data).toEqual({});
});
