import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckoutProcess } from './checkout-process.js';
import { describePurchases } from './purchases.js';

describe('the checkout on its embedded database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-checkout-'));
  const database = { CHECKOUT_DATA_DIR: folder };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // Apart, so that its process has ended when others want the folder.
  describe('makes', () => describePurchases(() => database));

  it('refuses to start on a folder that is in use, naming DATABASE_URL', async () => {
    await using first = await CheckoutProcess.start(database);
    const { code, errors } = await CheckoutProcess.refusal(database);
    expect(code).toBe(1);
    expect(errors).toMatch(/^checkout did not start: CHECKOUT_DATA_DIR .* DATABASE_URL\n$/);
    expect((await fetch(`${first.managementUrl}/health/ready`)).status).toBe(200);
  });

  it.each([
    ['DATABASE_URL', 'postgres://someone:secret@127.0.0.1:1/shop'],
    ['CHECKOUT_DATA_DIR', join(process.cwd(), 'package.json')],
  ])('refuses a %s that cannot be used, in one line that names it', async (setting, value) => {
    const { code, errors } = await CheckoutProcess.refusal({ [setting]: value });
    expect(code).toBe(1);
    expect(errors).toMatch(new RegExp(`^checkout did not start: [^\\n]*${setting}[^\\n]*\\n$`));
    expect(errors).not.toContain('secret');
  });
});
