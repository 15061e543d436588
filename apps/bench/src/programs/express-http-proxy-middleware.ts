import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { Agent, createServer } from 'node:http';
import { listen } from '../processes/listen.js';
import { serviceUrl } from '../upstream/services.js';

// With an agent that keeps connections: without one it costs four times as much, and that would prove nothing.

const app = express();
app.use(
  '/v1/notifications',
  createProxyMiddleware({
    target: serviceUrl('notifications'),
    pathRewrite: { '^/': '/notifications' },
    agent: new Agent({ keepAlive: true }),
  }),
);
await listen(createServer(app));
