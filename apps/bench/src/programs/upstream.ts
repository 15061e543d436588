import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sayReady } from '../processes/say-ready.js';
import { serve } from '../upstream/serve.js';
import { SERVICES, variableOf } from '../upstream/services.js';

let calls = 0;
// All services in one process: what they cost is nobody's figure.
const environment: Record<string, string> = {};
for (const service of SERVICES) {
  const server = serve(service, () => (calls += 1)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  environment[variableOf(service, 'URL')] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
process.on('message', () => process.send?.({ calls }));
sayReady({ environment });
