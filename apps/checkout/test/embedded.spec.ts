import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFolder, hasPostgres } from '@frontdesk/testing';
import { CheckoutProcess } from './checkout-process.js';
import { describePurchases } from './purchases.js';

describe('the checkout on its embedded database', () => {
  let database: { CHECKOUT_DATA_DIR: string };
  beforeAll(async () => {
    database = { CHECKOUT_DATA_DIR: await databaseFolder() };
  });
  afterAll(() => rmSync(database.CHECKOUT_DATA_DIR, { recursive: true, force: true }));

  const killed = hasPostgres() ? 'at one step' : 'at every step';
  // Apart, so that its process has ended when others want the folder.
  describe('makes', () => describePurchases(() => database, { killed }));

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
