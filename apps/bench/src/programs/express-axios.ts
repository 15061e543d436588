import axios from 'axios';
import express from 'express';
import { createServer } from 'node:http';
import { listen } from '../processes/listen.js';
import type { Get } from '../screens/get.js';
import { home } from '../screens/home.js';
import { orderScreen } from '../screens/order-screen.js';
import { productPage } from '../screens/product-page.js';
import { serviceUrl } from '../upstream/services.js';

// As tutorials write it: axios as it comes, `Promise.all`, `response.json`.

const get: Get = async (service, path) => (await axios.get(`${serviceUrl(service)}${path}`)).data;

const app = express();
app.get('/v1/notifications', async (_, response) => {
  response.json(await get('notifications', '/notifications'));
});
app.get('/api/home', async (_, response) => {
  response.json(await home(get));
});
app.get('/api/products/:id', async ({ params }, response) => {
  response.json(await productPage(get, params.id));
});
app.get('/api/orders/:id', async ({ params }, response) => {
  response.json(await orderScreen(get, params.id));
});
await listen(createServer(app));
