import type { Telemetry } from '@frontdesk/telemetry';
import type { AppPolicy } from './app-policy.js';
import type { CallingApp } from './calling-app.js';
import type { Update } from './judge-app.js';

/** To be told of every request: the app that it comes from, where it names one, and how that was judged. */
export type CountApp = (app: CallingApp | 'none' | 'malformed', update: Update) => void;

/** Counts requests by app; of versions the labels are those that the policy knows, so that no caller can add one. */
export function countApps({ counter }: Pick<Telemetry, 'counter'>, policy: AppPolicy): CountApp {
  const count = counter('app_requests_total', 'Requests by the app that they come from.', [
    'platform',
    'version',
    'update',
  ]);
  return (app, update) => {
    if (typeof app === 'string') return count({ platform: app, version: app, update });
    const release = app.version.numbers.slice(0, 2).join('.');
    const isKnown = policy[app.platform].releases.includes(release);
    count({ platform: app.platform, version: isKnown ? release : 'other', update });
  };
}
