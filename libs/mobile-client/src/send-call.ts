import { ask } from './steps/ask.js';
import { authorize } from './steps/authorize.js';
import type { Call, Parts, Reply, Step } from './call.js';
import { keepToPatience } from './steps/keep-to-patience.js';
import { reach } from './steps/reach.js';
import { repeat } from './steps/repeat.js';
import { tellApp } from './steps/tell-app.js';

/** What a call passes on its way, from first to last; what it is asked by in the end is `ask`. */
const STEPS: readonly Step[] = [keepToPatience, repeat, authorize, tellApp, reach];

/** Sends one call; throws only where its caller took it back, or where the app's own token did. */
export function sendCall(call: Call, parts: Parts): Promise<Reply> {
  const from = (position: number, sent: Call): Promise<Reply> => {
    const step = STEPS[position];
    return step ? step(sent, (next) => from(position + 1, next), parts) : ask(sent, parts);
  };
  return from(0, call);
}
