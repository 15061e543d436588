import { browserForTests, describeWithChromium, programPath, recordSkipped } from '@frontdesk/testing';
import { routesOf } from '../src/changes/api-document.js';
import { operations } from '../src/docs/api/operations.js';
import type { GatewayAlone } from './gateway-alone.js';
import { Shell } from './shell.js';
import { TryOut } from './try-out.js';

const PAGES = ['/docs', '/docs/v1', '/docs/changelog'];
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

/** What a page tells to type into a shell, in its order. */
function typedOn(page: string): string[] {
  const blocks = page.matchAll(/<pre class="shell"[^>]*><code>([^<]*)<\/code><\/pre>/g);
  return [...blocks].map(([, text = '']) => text.replace(/&\w+;/g, (entity) => ENTITIES[entity]!));
}

let tryOut: TryOut;
let gateway: GatewayAlone;
beforeAll(async () => {
  tryOut = await TryOut.start();
  ({ gateway } = tryOut);
}, 60_000);
afterAll(() => tryOut[Symbol.asyncDispose]());

describe('the pages', () => {
  it.each(PAGES)('%s needs no script, and its policy has no exception', async (path) => {
    const answer = await fetch(gateway.url + path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.headers.get('content-security-policy')).not.toMatch(/script|unsafe|https?:/);
    expect(await answer.text()).not.toMatch(/<script|\sstyle=|\son\w+=/);
  });

  it('lead somewhere by every link, and to a part that is there', async () => {
    const pages = new Map<string, string>();
    const page = async (path: string) => {
      const known = pages.get(path) ?? (await gateway.page(path));
      pages.set(path, known);
      return known;
    };
    let followed = 0;
    for (const path of PAGES) {
      const links = new Set([...(await page(path)).matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href));
      for (const href of links) {
        const [to = '', part] = href.split('#');
        const target = await page(to || path);
        expect([path, href, target.startsWith('{"type":"/problems/')]).toEqual([path, href, false]);
        if (part) expect([path, href, target.includes(`id="${part}"`)]).toEqual([path, href, true]);
        followed += 1;
      }
    }
    expect(followed).toBeGreaterThan(100);
  });

  it('have every operation once, each with its example, and no example of anything else', async () => {
    const documented = routesOf(await gateway.document());
    expect(Object.keys(operations).sort()).toEqual(documented.map(({ route }) => route).sort());
    for (const { path, operation } of documented) {
      const page = await gateway.page(path.startsWith('/v2/') ? '/docs' : '/docs/v1');
      const [, section = ''] = page.split(`id="${operation.operationId}"`);
      expect([operation.operationId, typedOn(section)[0]]).toEqual([
        operation.operationId,
        Object.values(operations).find(({ name }) => name === operation.operationId)?.curl,
      ]);
    }
  });

  it('have every problem that this API answers with', async () => {
    const [page, list] = await Promise.all([gateway.page('/docs'), gateway.page('/problems')]);
    const slugs = [...list.matchAll(/href="\/problems\/([\w-]+)"/g)].map(([, slug]) => slug);
    expect(slugs.length).toBeGreaterThan(20);
    for (const slug of slugs)
      expect([slug, page.includes(`id="problem-${slug}"`) || page.includes(`/problems/${slug}"`)]).toEqual([
        slug,
        true,
      ]);
  });

  it('send old readers of the browser page on', async () => {
    expect(await gateway.page('/docs/reference')).toContain('swagger-ui-bundle.js');
  });

  describeWithChromium('in a browser', () => {
    it('are not wider than a phone, and break no rule of their policy, light or dark', async () => {
      await using browser = await browserForTests();
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({ viewport: { width: 360, height: 780 }, colorScheme });
        const complaints: string[] = [];
        page.on('console', (message) => void complaints.push(message.text()));
        for (const path of [...PAGES, '/problems/not-found']) {
          await page.goto(gateway.url + path);
          const width = await page.evaluate<number>('document.documentElement.scrollWidth');
          expect([path, width]).toEqual([path, 360]);
        }
        expect(complaints).toEqual([]);
        await page.close();
      }
    });
  });
});

const NEWCOMER = 'a newcomer who types what the pages tell';
const hasCurl = programPath('curl') !== undefined;
if (!hasCurl) recordSkipped(`${NEWCOMER} (curl)`, 'apt-get install curl');

(hasCurl ? describe : describe.skip)(NEWCOMER, () => {
  let shell: Shell;
  beforeAll(() => {
    const { url, managementUrl, folder } = gateway;
    // Ports are free ones here; the owner's token is where the gateway leaves it.
    shell = Shell.open({
      FRONTDESK_URL: url,
      PARTNER_MANAGEMENT_URL: managementUrl,
      PARTNER_DATA_DIR: folder,
    });
  });
  afterAll(() => shell[Symbol.dispose]());

  /** Runs an example as it is printed, and does on 429 what the page says: a program is faster than who types. */
  const run = async (command: string) => {
    const printed = await shell.run(command);
    if (printed.status !== 429) return printed;
    await shell.run(`sleep ${printed.retryAfterS}`);
    return shell.run(command);
  };

  /** As the partner team does it, for who wants tokens. */
  const connectClient = async () => {
    await shell.run('npm run -s partner -- add-client globex-back-office acme --sandbox');
    await shell.run(`export CLIENT_ID=acme CLIENT_SECRET=${tryOut.identity.secretOf('acme')}`);
  };

  it.each(['/docs', '/docs/v1'])(
    'has a key, an order and a good answer to every example of %s',
    async (path) => {
      const examples = typedOn(await gateway.page(path));
      expect(examples.length).toBeGreaterThan(12);
      for (const example of examples) {
        if (example.includes('$CLIENT_ID')) await connectClient();
        const { text, status } = await run(example);
        if (!example.includes('curl')) continue;
        const told = Object.entries(operations).find(([, { curl }]) => curl === example);
        const wanted = told?.[0].match(/^POST .*orders$/) ? 201 : 200;
        expect([example, status, text]).toEqual([example, wanted, expect.stringMatching(/^\{/)]);
        const keep = told?.[1].keep;
        if (keep) await shell.run(`export ${keep.variable}=${valueAt(JSON.parse(text), keep.field)}`);
      }
    },
    60_000,
  );

  it('gets a token as the page tells, which is as good as the key', async () => {
    const examples = typedOn(await gateway.page('/docs'));
    const { text } = await run(examples.find((each) => each.includes('$CLIENT_ID'))!);
    const { access_token: token } = JSON.parse(text) as { access_token: string };
    const products = operations['GET /v2/products']!.curl;
    const byToken = await run(`(FRONTDESK_KEY=${token}; ${products})`);
    expect([byToken.status, byToken.text]).toEqual([200, (await run(products)).text]);
  });

  it('gets an order once for a key that is sent twice', async () => {
    const [again] = typedOn(await gateway.page('/docs')).filter((each) => each.includes('-X POST'));
    const same = again!.replace('$(date +%s)', 'twice');
    const first = JSON.parse((await run(same)).text) as { id: string };
    expect(JSON.parse((await run(same)).text)).toEqual(first);
  });
});

/** `items[0].id` of an answer. */
function valueAt(answer: unknown, field: string): string {
  const value = field
    .split(/[.[\]]+/)
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], answer);
  expect(value).toEqual(expect.any(String));
  return String(value);
}
