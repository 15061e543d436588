import proxy from '@fastify/http-proxy';
import { fastify } from 'fastify';
import { sayReady } from '../processes/say-ready.js';
import { serviceUrl } from '../upstream/services.js';

const app = fastify();
await app.register(proxy, {
  upstream: serviceUrl('notifications'),
  prefix: '/v1/notifications',
  rewritePrefix: '/notifications',
});
sayReady({ url: await app.listen({ host: '127.0.0.1', port: 0 }) });
