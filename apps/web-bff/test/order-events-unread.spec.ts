import { once } from 'node:events';
import { connect } from 'node:net';
import { loadSettings } from '@frontdesk/gateway';
import { eventually } from '@frontdesk/testing';
import type { MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';

await import('@nestjs/core');
const { startGateway } = await import('@frontdesk/gateway');
const { Module } = await import('@nestjs/common');
const { settings } = await import('../src/config.js');
const { OrderEventsController } = await import('../src/orders/events/order-events.controller.js');
const { OrderStreams } = await import('../src/orders/events/order-streams.js');

const EVENT = { id: '1', type: 'progress', data: 'x'.repeat(1_024) };
/** More than the buffers of two sockets on one machine hold. */
const TOO_MUCH = 64 * 1024;

/** A source that tells more than any order ever will, for as long as somebody listens. */
function flood() {
  const state = { told: 0, listening: 0 };
  const events = new Observable<MessageEvent>((subscriber) => {
    state.listening += 1;
    const tell = () => {
      if (subscriber.closed || state.told > TOO_MUCH) return;
      for (let count = 0; count < 64; count += 1, state.told += 1) subscriber.next(EVENT);
      setImmediate(tell);
    };
    tell();
    return () => (state.listening -= 1);
  });
  return { state, events };
}

describe('a caller who does not read its events', () => {
  it('is cut once a bounded number of them waits, and nothing is kept for it', async () => {
    const { state, events } = flood();
    class FloodModule {}
    Module({
      controllers: [OrderEventsController],
      providers: [{ provide: OrderStreams, useValue: { open: () => Promise.resolve(events) } }],
    })(FloodModule);
    const gateway = await startGateway({
      name: 'flood',
      module: FloodModule,
      settings: loadSettings(settings, { PORT: '0', MANAGEMENT_PORT: '0' }),
      documents: { title: 'Flood', version: '1', description: 'Floods.' },
    });
    const { port } = new URL(gateway.url);
    const socket = connect(Number(port), '127.0.0.1').pause();
    try {
      await once(socket, 'connect');
      socket.write(`GET /api/orders/o-1/events HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`);
      await eventually(() => state.listening === 1, 'a stream');
      await eventually(() => state.listening === 0, 'the cut', 10_000);
      expect(state.told).toBeLessThan(TOO_MUCH);
    } finally {
      socket.destroy();
      await gateway.close();
    }
  });
});
