import { DeadlineExceeded } from '@frontdesk/request-context';
import type { Flight } from '../flight.js';
import type { Step } from '../pipeline.js';

/**
 * Comes by the caller's access token, which may have to be renewed first:
 * - nobody waits for it past the deadline, or for one who has left; the renewal itself goes on;
 * - a call that sends no identity needs none, and a caller without one is called for without.
 */
export function fetchToken(audience: string | undefined): Step {
  return async (flight, next) => {
    if (flight.call.identity !== false) {
      const token = flight.context.accessTokenFor(audience);
      flight.token = typeof token === 'object' ? await waitFor(token, flight) : token;
    }
    return next(flight);
  };
}

function waitFor(token: Promise<string>, flight: Flight): Promise<string> {
  return new Promise((resolve, reject) => {
    const arrived =
      <T>(settle: (outcome: T) => void) =>
      (outcome: T): void => {
        flight.arrived();
        settle(outcome);
      };
    flight.await({ timeUp: () => reject(new DeadlineExceeded()), abandon: reject }, flight.deadlineAt);
    token.then(arrived(resolve), arrived(reject));
  });
}
