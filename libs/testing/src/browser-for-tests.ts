import { type Browser, chromium } from 'playwright-core';
export type { Browser, BrowserContext, Page, Response as BrowserResponse } from 'playwright-core';
import { programPath, recordSkipped } from './program.js';

const HOW_TO_GET_IT = 'apt-get install chromium';

/** Starts the system's Chromium without a window; `await using` closes it. */
export function browserForTests(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error(`no Chromium on the PATH: ${HOW_TO_GET_IT}`);
  // Chromium has no sandbox for root, and small machines have little shared memory.
  return chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-dev-shm-usage'],
  });
}

/** A suite that needs a real browser: it runs where there is one, and is named as not run where there is none. */
export function describeWithChromium(name: string, suite: () => void): void {
  if (chromiumPath()) return describe(name, suite);
  recordSkipped(`${name} (chromium)`, HOW_TO_GET_IT);
  describe.skip(name, suite);
}

function chromiumPath(): string | undefined {
  return programPath('chromium') ?? programPath('chromium-browser') ?? programPath('google-chrome');
}
