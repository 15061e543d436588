import type { Answer } from '@frontdesk/web-client';
import { asDay, asMoment } from '../../format/dates.js';
import { Note } from '../../layout/note.js';
import { statusWords } from '../../orders/status-words.js';
import { WAY } from './shipment-steps.js';
import { type Progress, useProgress } from './use-progress.js';

const LIVE_WORDS: Readonly<Record<Progress['live'], string | undefined>> = {
  over: undefined,
  connecting: 'Connecting to live updates…',
  live: 'Live: this page changes by itself.',
  interrupted: 'Live updates are interrupted. We keep trying; reloading the page shows the latest, too.',
};

/** Where an order is, as it happens. */
export function Tracking({ page }: { page: Answer<'/api/orders/{id}'> }) {
  const progress = useProgress(page);
  const { status, shipment, steps, live } = progress;
  const isMissing = page.meta.missing.includes('shipment') && steps.length === 0;
  return (
    <section class="box tracking" aria-labelledby="tracking">
      <h2 id="tracking">Where it is</h2>
      <p role="status" class="now">
        <span class={`badge ${status}`}>{statusWords(status)}</span>
      </p>
      {status === 'cancelled' ? (
        <Note>This order was cancelled. What was charged is paid back.</Note>
      ) : isMissing ? (
        <Note>Where it is can't be shown at the moment.</Note>
      ) : (
        <ol class="way">
          <li class="done">
            <span>Ordered</span>
            <time class="faint" dateTime={page.order.createdAt}>
              {asMoment(page.order.createdAt)}
            </time>
          </li>
          {WAY.map(({ status: at, words }) => {
            const step = steps.find((known) => known.status === at);
            return (
              <li
                key={at}
                class={step ? 'done' : ''}
                aria-current={step && step === steps.at(-1) ? 'step' : undefined}
              >
                <span>{words}</span>
                {step ? (
                  <time class="faint" dateTime={step.at}>
                    {asMoment(step.at)}
                  </time>
                ) : (
                  <span class="hidden">not yet</span>
                )}
              </li>
            );
          })}
        </ol>
      )}
      {shipment && (
        <p class="faint">
          {shipment.carrier}, tracking number {shipment.trackingNumber}
          {shipment.estimatedAt && status !== 'delivered' && `, expected on ${asDay(shipment.estimatedAt)}`}
        </p>
      )}
      {LIVE_WORDS[live] && <p class={`live ${live}`}>{LIVE_WORDS[live]}</p>}
    </section>
  );
}
