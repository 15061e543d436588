import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { fastify } from 'fastify';
import { GatewayAdapter } from '../sending/gateway-adapter.js';
import type { GatewayOptions } from '../start-gateway.js';
import { openApiOf } from './open-api.js';

/**
 * The OpenAPI 3.1 document of a gateway that is not started: nothing listens, and of its providers none is made. What
 * `options` opened is closed again.
 */
export async function describeGateway(options: GatewayOptions): Promise<OpenAPIObject> {
  const adapter = new GatewayAdapter(fastify(), { meta: options.meta ?? true, codesAll: false });
  try {
    const app = await NestFactory.create(options.module, adapter, {
      preview: true,
      logger: false,
      abortOnError: false,
    });
    return await openApiOf(app, options.documents, options.retiring);
  } finally {
    await options.onClose?.();
  }
}
