import { setTimeout as pause } from 'node:timers/promises';
import type { SessionStore } from '../store/session-store.js';

/**
 * Longer than a refresh may take, so that nobody else spends the same refresh token meanwhile: 5 s until the provider is
 * known, 10 s until it answers, and the rest for storing what it gave.
 */
const LOCK_MS = 20_000;
const LOOK_MS = 25;

/** Waits for the turn to change a session; whoever had the lock before does not have it for longer than 20 s. */
export async function lockSession(store: SessionStore, key: string): Promise<() => Promise<void>> {
  for (;;) {
    const release = await store.lock(key, LOCK_MS);
    if (release) return release;
    await pause(LOOK_MS, undefined, { ref: false });
  }
}
