import type { Reply, Step } from '../call.js';
import { type Retirement, retirementOf } from './retirement.js';

/** The app must be updated: the gateway answers its version no more. */
export interface UpdateNeeded {
  /** Where the newest app is to be had. */
  readonly storeUrl: string | undefined;
  readonly detail: string;
}

/** What an app is told of besides answers. */
export interface Hooks {
  readonly onUpdateNeeded: (update: UpdateNeeded) => void;
  readonly onUpdateRecommended: () => void;
  readonly onRetiring: (retirement: Retirement) => void;
}

const UPGRADE_REQUIRED = 426;

/** Tells the app what the gateway says of the app itself, and of the route that it asks. */
export const tellApp: Step = async (call, next, { hooks }) => {
  const reply = await next(call);
  const { response } = reply;
  if (response.status === UPGRADE_REQUIRED) hooks.onUpdateNeeded(updateOf(reply));
  if (response.headers.get('x-app-update') === 'recommended') hooks.onUpdateRecommended();
  const retirement = retirementOf(call.path, response.headers);
  if (retirement) hooks.onRetiring(retirement);
  return reply;
};

function updateOf({ error }: Reply): UpdateNeeded {
  const { storeUrl, detail = '' } = (error ?? {}) as { storeUrl?: string; detail?: string };
  return { storeUrl, detail };
}
