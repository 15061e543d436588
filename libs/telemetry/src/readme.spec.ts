import { AnswerCache } from '@frontdesk/caching';
import { fakeUpstream } from '@frontdesk/testing';
import { Upstreams } from '@frontdesk/upstream';
import { createTelemetry } from './create-telemetry.js';

describe('the example of the README', () => {
  it('wires what a gateway has', async () => {
    await using orders = await fakeUpstream();
    const destination = { write: () => undefined };
    // The example of the README, as it stands there.
    const telemetry = createTelemetry({ name: 'mobile-bff', level: 'info', destination });
    const declarations = { orders: { url: orders.url } };
    const upstreams = new Upstreams(declarations, { env: {}, observer: telemetry.upstreamObserver });
    const cache = new AnswerCache({ name: 'mobile-bff', observer: telemetry.cacheObserver });
    telemetry.watchUpstreams(() => upstreams.health());

    const metrics = await telemetry.management['/metrics']?.();
    expect(metrics?.contentType).toContain('text/plain');
    expect(metrics?.body).toContain('upstream_breaker_state{upstream="orders"} 0');
    await cache.close();
    await upstreams.close();
  });
});
