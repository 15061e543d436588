import { Validator } from '@seriousme/openapi-schema-validator';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { gatewaySettings } from '../settings/gateway-settings.js';
import { loadSettings } from '../settings/load-settings.js';
import { gatewayWith } from '../test/gateway-with.js';
import { ApiEvents } from './api-events.decorator.js';
import { ApiProblem } from './api-problem.decorator.js';
import { ApiView } from './api-view.decorator.js';
import { describeGateway } from './describe-gateway.js';

describe('what handlers document with decorators of this library', () => {
  const Step = z.object({ at: z.string() }).meta({ id: 'Step' });
  const End = z.object({ reason: z.enum(['done']) }).meta({ id: 'End' });
  const Screen = z.object({ title: z.string() }).meta({ id: 'Screen' });

  @Controller('v1/runs')
  class RunsController {
    @Get()
    @ApiView(Screen)
    screen() {}

    @Get('events')
    @ApiEvents({ step: Step, end: End })
    events() {}

    @Post()
    @ApiProblem(422, 'It is refused', z.object({ reason: z.enum(['no-money']) }))
    run(@Body({ schema: z.object({ id: z.string() }) }) body: object) {
      return body;
    }

    @Post('form')
    @RouteConfig({ body: 'form' })
    form(@Body({ schema: z.object({ id: z.string() }) }) body: object) {
      return body;
    }
  }

  class RunsModule {}
  Module({ controllers: [RunsController] })(RunsModule);
  const settings = loadSettings(gatewaySettings({ port: 0, managementPort: 0, audience: 'urn:runs' }), {});
  const documents = { title: 'Runs', version: '1', description: 'Runs.' };
  const options = { name: 'runs', module: RunsModule, settings, documents };
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

  it('is in the document, which is valid', async () => {
    const document = await describeGateway(options);
    expect(await new Validator().validate({ ...document })).toMatchObject({ valid: true });
    const { schemas = {} } = document.components ?? {};
    expect(Object.keys(schemas).sort()).toEqual(['End', 'FieldError', 'Meta', 'Problem', 'Screen', 'Step']);
    expect(Object.keys((schemas.Screen as { properties: object }).properties)).toEqual(['title', 'meta']);
    expect(document.paths['/v1/runs']?.get?.responses).toMatchObject({
      200: {
        headers: { ETag: {}, 'X-Complete': {} },
        content: { 'application/json': { schema: ref('Screen') } },
      },
      304: { headers: { 'X-Request-Id': {} } },
    });
    expect(document.paths['/v1/runs/events']?.get).toMatchObject({
      parameters: [{ name: 'Last-Event-ID', in: 'header', required: false }],
      responses: {
        200: { content: { 'text/event-stream': { schema: { anyOf: [ref('Step'), ref('End')] } } } },
      },
      'x-events': { step: ref('Step'), end: ref('End') },
    });
    expect(document.paths['/v1/runs/form']?.post?.requestBody).toMatchObject({
      content: { 'application/x-www-form-urlencoded': {} },
    });
    expect(document.paths['/v1/runs']?.post?.responses).toMatchObject({
      422: {
        content: {
          'application/problem+json': {
            schema: { allOf: [ref('Problem'), { properties: { reason: { enum: ['no-money'] } } }] },
          },
        },
      },
    });
  });

  it('is the same of a gateway that runs, and closes what was opened for one that does not', async () => {
    let closed = 0;
    const described = await describeGateway({ ...options, onClose: () => void (closed += 1) });
    expect(closed).toBe(1);
    await using gateway = await gatewayWith([RunsController], {}, { documents });
    expect(await (await fetch(`${gateway.url}/openapi.json`)).json()).toEqual(described);
  });

  it('has a name for every operation, also where two controllers have the same', async () => {
    const [first, second] = ['v1/a', 'v1/b'].map((path) => {
      @Controller(path)
      class SameController {
        @Get()
        list() {}
      }
      return SameController;
    });
    class SameModule {}
    Module({ controllers: [first!, second!] })(SameModule);
    const { paths } = await describeGateway({ ...options, module: SameModule });
    expect(Object.values(paths).map(({ get }) => get?.operationId)).toEqual(['Same_list', 'get_v1_b']);
  });
});

describe('a handler with several paths', () => {
  @Controller()
  class LampsController {
    @Get(['v2/lamps', 'v1/lamps'])
    list() {
      return {};
    }
  }
  class LampsModule {}
  Module({ controllers: [LampsController] })(LampsModule);

  it('gives its name to the first, and the others have that of their routes', async () => {
    const settings = loadSettings(gatewaySettings({ port: 0, managementPort: 0, audience: 'urn:lamps' }), {});
    const documents = { title: 'Lamps', version: '1', description: 'Lamps.' };
    const { paths } = await describeGateway({ name: 'lamps', module: LampsModule, settings, documents });
    expect([paths['/v2/lamps']?.get?.operationId, paths['/v1/lamps']?.get?.operationId]).toEqual([
      'Lamps_list',
      'get_v1_lamps',
    ]);
  });
});
