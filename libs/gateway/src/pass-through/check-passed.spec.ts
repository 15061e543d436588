import { type FakeUpstream, fakeUpstream } from '@frontdesk/testing';
import { type UpstreamDeclaration, Upstreams } from '@frontdesk/upstream';
import { z } from 'zod';
import { Module } from '@nestjs/common';
import { Id } from '../input.js';
import { gatewaySettings } from '../settings/gateway-settings.js';
import { loadSettings } from '../settings/load-settings.js';
import { type RunningGateway, startGateway } from '../start-gateway.js';
import { passThroughControllers } from './pass-through-controllers.js';

describe('what is passed through with values that are declared', () => {
  let upstream: FakeUpstream;
  let gateway: RunningGateway;
  beforeAll(async () => {
    upstream = await fakeUpstream();
    const declarations: Record<string, UpstreamDeclaration> = {
      notes: {
        url: upstream.url,
        passThrough: [
          {
            prefix: '/v1/notes/:id/lines',
            rewrite: '/notes/:id/lines',
            methods: ['GET'],
            query: ['page', 'any'],
            values: { path: { id: Id }, query: { page: z.string().regex(/^\d{1,3}$/, 'is no number') } },
          },
        ],
      },
    };
    const upstreams = new Upstreams(declarations, { env: {} });
    class NotesModule {}
    Module({
      controllers: passThroughControllers(declarations),
      providers: [{ provide: Upstreams, useValue: upstreams }],
    })(NotesModule);
    gateway = await startGateway({
      name: 'notes',
      module: NotesModule,
      settings: loadSettings(gatewaySettings({ port: 0, managementPort: 0, audience: 'urn:notes' }), {}),
      documents: { title: 'Notes', version: '1', description: 'Notes.' },
      onClose: () => upstreams.close(),
    });
  });
  afterAll(async () => {
    await gateway.close();
    await upstream[Symbol.asyncDispose]();
  });

  it('goes on as it came where they fit', async () => {
    expect((await fetch(`${gateway.url}/v1/notes/n-1/lines/a%20b?page=12&any=%00`)).status).toBe(200);
    expect(upstream.requests.at(-1)?.url).toBe('/notes/n-1/lines/a%20b?page=12&any=%00');
  });

  it.each([
    ['n%20-1/lines', [{ in: 'path', field: 'id', detail: 'is not an id' }]],
    ['%ff/lines', [{ in: 'path', field: 'id', detail: 'is not an id' }]],
    ['n-1/lines?page=', [{ in: 'query', field: 'page', detail: 'is no number' }]],
    ['n-1/lines?page=1&page=2', [{ in: 'query', field: 'page', detail: 'comes twice' }]],
    ['n-1/lines?any=1&page=%00', [{ in: 'query', field: 'page', detail: 'is no number' }]],
  ])('is refused, and nobody is asked: %s', async (path, errors) => {
    const before = upstream.requests.length;
    const answer = await fetch(`${gateway.url}/v1/notes/${path}`);
    const body = (await answer.json()) as { errors?: object[]; type: string };
    // Of a path that is no encoding of anything the router says so first.
    if (path.startsWith('%ff'))
      expect([answer.status, body.type]).toEqual([400, '/problems/malformed-request']);
    else expect([answer.status, body.errors]).toEqual([400, errors]);
    expect(upstream.requests).toHaveLength(before);
  });
});
