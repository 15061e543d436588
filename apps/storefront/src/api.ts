import { webClient } from '@frontdesk/web-client';

let tellRefused: () => void = () => undefined;

/** Calls web-bff. */
export const api = webClient({ onUnauthenticated: () => tellRefused() });

/** Says who is told when a call was refused because nobody is logged in any more. */
export function onRefused(told: () => void): void {
  tellRefused = told;
}
