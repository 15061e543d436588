import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@frontdesk/testing';

/** `STOREFRONT_SCREENSHOTS=/tmp/shots npm test -- apps/storefront` leaves pictures of the pages there. */
const FOLDER = process.env['STOREFRONT_SCREENSHOTS'];

/** Takes a picture of the whole page, where pictures are asked for. */
export async function showPage(page: Page, name: string): Promise<void> {
  if (!FOLDER) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name.replace(/\W+/g, '-')}.png`), fullPage: true });
}
