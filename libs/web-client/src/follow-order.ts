import { addressOf } from '@frontdesk/generated-client';
import type { Streams } from './generated/web-bff.js';

const PATH = '/api/orders/{id}/events';
type Events = Streams[typeof PATH];

export interface OrderFollower {
  /** Told of every step: of those that are past at once, of the others as they happen. */
  onProgress(progress: Events['progress']): void;
  /** Told whenever the connection is there, and whenever it is lost and made again. */
  onConnection?(state: 'live' | 'interrupted'): void;
  /** Told once, last: why there will be no more. `refused`: nobody is logged in, or it is nobody's order. */
  onEnd(reason: Exclude<Events['end']['reason'], 'shutting-down'> | 'refused'): void;
}

/** Follows an order's progress until it ends or the returned function is called; connections that break are made again. */
export function followOrder(
  orderId: string,
  { onProgress, onConnection, onEnd }: OrderFollower,
  { baseUrl = '' }: { readonly baseUrl?: string } = {},
): () => void {
  const source = new EventSource(baseUrl + addressOf(PATH, { path: { id: orderId } }));
  const stop = () => source.close();

  source.addEventListener('open', () => onConnection?.('live'));
  source.addEventListener('progress', (event) => onProgress(dataOf<Events['progress']>(event)));
  source.addEventListener('end', (event) => {
    const { reason } = dataOf<Events['end']>(event);
    // One gateway of several stops: the browser connects again by itself, and goes on where it was.
    if (reason === 'shutting-down') return;
    stop();
    onEnd(reason);
  });
  // After a refusal a browser does not try again; after everything else it does.
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) return onConnection?.('interrupted');
    stop();
    onEnd('refused');
  });
  return stop;
}

function dataOf<Data>(event: Event): Data {
  return JSON.parse((event as Event & { readonly data: string }).data) as Data;
}
