import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Issuer, startIssuer } from '../../issuer.js';

/** What all cases stand on: an identity provider, and the data of the shop, which is made once. */
export interface Ground {
  readonly issuer: Issuer;
  readonly dataDir: string;
  readonly signal: AbortSignal;
}

/** Makes the ground, lets `work` use it, and takes it away again. */
export async function withGround(
  signal: AbortSignal,
  work: (ground: Ground) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'frontdesk-hold-'));
  const issuer = await startIssuer();
  try {
    await work({ issuer, dataDir, signal });
  } finally {
    issuer.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
