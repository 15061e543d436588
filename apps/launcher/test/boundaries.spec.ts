import { type Complaints, type Source, WorkspaceCopy } from './workspace-copy.js';

const BOUNDARIES = '@nx/enforce-module-boundaries';

interface Case extends Source {
  readonly title: string;
  /** The rule that must object, and in what words. */
  readonly broken?: readonly [rule: string, message: RegExp];
}

const importOf = (name: string) => `import * as it from '${name}';\nexport const kept = it;\n`;

const illegal: readonly Case[] = [
  {
    title: 'a gateway that imports another gateway',
    file: 'apps/web-bff/src/probe.ts',
    text: importOf('@frontdesk/mobile-bff'),
    // No app offers anything to import, and none can be declared as a dependency that does.
    broken: [BOUNDARIES, /Only packages defined in the "package.json" can be imported/],
  },
  {
    title: "a gateway that reaches into another gateway's folder",
    file: 'apps/web-bff/src/probe.ts',
    text: importOf('../../mobile-bff/src/main.js'),
    broken: [BOUNDARIES, /should not import|relative|absolute/],
  },
  {
    title: 'a gateway that imports a gateway which offers something to import',
    file: 'apps/web-bff/src/probe.ts',
    text: importOf('@frontdesk/open-gateway'),
    broken: [BOUNDARIES, /type:app.*can only depend on/],
  },
  {
    title: 'a gateway that imports the shop',
    file: 'apps/partner-gateway/src/probe.ts',
    text: importOf('../../shop/src/main.js'),
    broken: [BOUNDARIES, /relative/],
  },
  {
    title: 'a mechanism that imports a feature',
    file: 'libs/upstream/src/probe.ts',
    text: importOf('@frontdesk/auth'),
    broken: [BOUNDARIES, /type:util.*can only depend on/],
  },
  {
    title: 'a feature that imports another feature',
    file: 'libs/gateway/src/probe.ts',
    text: importOf('@frontdesk/auth'),
    broken: [BOUNDARIES, /type:feature.*can only depend on/],
  },
  {
    title: 'a mechanism that imports typed clients',
    file: 'libs/caching/src/probe.ts',
    text: importOf('@frontdesk/shop-clients'),
    broken: [BOUNDARIES, /type:util.*can only depend on|Circular/],
  },
  {
    title: 'what is for tests in production code',
    file: 'libs/upstream/src/probe.ts',
    text: importOf('@frontdesk/testing'),
    broken: [BOUNDARIES, /type:util.*can only depend on/],
  },
  {
    title: 'what is for tests in the production code of an app',
    file: 'apps/web-bff/src/probe.ts',
    text: importOf('@frontdesk/testing'),
    broken: [BOUNDARIES, /type:app.*can only depend on/],
  },
  {
    title: 'the tools for tests that import what they are to test',
    file: 'libs/testing/src/probe.ts',
    text: importOf('@frontdesk/upstream'),
    broken: [BOUNDARIES, /Circular dependency between "testing"/],
  },
  {
    title: 'a project without tags',
    file: 'libs/untagged/src/probe.ts',
    text: importOf('@frontdesk/request-context'),
    broken: [BOUNDARIES, /without tags|at least one tag/],
  },
  {
    title: 'an import of a project without tags',
    file: 'apps/web-bff/src/probe.ts',
    text: importOf('@frontdesk/untagged'),
    broken: [BOUNDARIES, /can only depend on/],
  },
  {
    title: 'a library of one client kind in the gateway of another',
    file: 'apps/web-bff/src/probe.ts',
    text: importOf('@frontdesk/phone-only'),
    broken: [BOUNDARIES, /scope:web.*can only depend on/],
  },
  {
    title: "web-bff that imports the client which is made of web-bff's own document",
    file: 'apps/web-bff/src/probe.ts',
    text: importOf('@frontdesk/web-client'),
    broken: [BOUNDARIES, /Circular dependency between "web-bff" and "web-client"/],
  },
  {
    title: "another gateway that imports web-bff's client",
    file: 'apps/mobile-bff/src/probe.ts',
    text: importOf('@frontdesk/web-client'),
    broken: [BOUNDARIES, /scope:mobile.*can only depend on/],
  },
  {
    title: "mobile-bff that imports the client which is made of mobile-bff's own document",
    file: 'apps/mobile-bff/src/probe.ts',
    text: importOf('@frontdesk/mobile-client'),
    broken: [BOUNDARIES, /Circular dependency between "mobile-bff" and "mobile-client"/],
  },
  {
    title: "an app's client that imports a page's",
    file: 'libs/mobile-client/src/probe.ts',
    text: importOf('@frontdesk/web-client'),
    broken: [BOUNDARIES, /scope:mobile.*can only depend on|type:data-access.*can only depend on/],
  },
  {
    title: "Node in what runs in a phone's app",
    file: 'libs/mobile-client/src/probe.ts',
    text: importOf('node:crypto'),
    broken: ['no-restricted-imports', /runs in a phone's app/],
  },
  {
    title: 'the storefront that imports what gateways are made of',
    file: 'apps/storefront/src/probe.ts',
    text: importOf('@frontdesk/gateway'),
    broken: ['no-restricted-imports', /runs in a browser/],
  },
  {
    title: 'Node in what runs in a browser',
    file: 'apps/storefront/src/probe.tsx',
    text: importOf('node:crypto'),
    broken: ['no-restricted-imports', /runs in a browser/],
  },
  {
    title: 'a cycle of projects',
    file: 'libs/request-context/src/probe.ts',
    text: importOf('@frontdesk/upstream'),
    broken: [BOUNDARIES, /Circular dependency/],
  },
  {
    title: 'Nest in a mechanism',
    file: 'libs/upstream/src/probe.ts',
    text: importOf('@nestjs/common'),
    broken: ['no-restricted-imports', /Nest stays at the edge/],
  },
  {
    title: 'AsyncLocalStorage below the edge',
    file: 'libs/shop-clients/src/probe.ts',
    text: importOf('node:async_hooks'),
    broken: ['no-restricted-imports', /passed, not found/],
  },
  {
    title: 'an export of everything',
    file: 'libs/upstream/src/index.ts',
    text: "export * from './path.js';\n",
    broken: ['no-restricted-syntax', /export by name/],
  },
];

const legal: readonly Case[] = [
  { title: 'a feature in an app', file: 'apps/web-bff/src/probe.ts', text: importOf('@frontdesk/gateway') },
  {
    title: 'a util in a util',
    file: 'libs/upstream/src/probe.ts',
    text: importOf('@frontdesk/request-context'),
  },
  {
    title: 'a util in typed clients',
    file: 'libs/shop-clients/src/probe.ts',
    text: importOf('@frontdesk/upstream'),
  },
  {
    title: 'the client of web-bff in the storefront',
    file: 'apps/storefront/src/probe.tsx',
    text: importOf('@frontdesk/web-client'),
  },
  {
    title: "what generated clients share in an app's client",
    file: 'libs/mobile-client/src/probe.ts',
    text: importOf('@frontdesk/generated-client'),
  },
  { title: 'Nest in a feature', file: 'libs/auth/src/probe.ts', text: importOf('@nestjs/common') },
  {
    title: 'Nest in the one HttpService',
    file: 'libs/upstream/src/http.service.ts',
    text: importOf('@nestjs/axios'),
  },
  {
    title: 'what is for tests in a spec',
    file: 'libs/upstream/src/probe.spec.ts',
    text: importOf('@frontdesk/testing'),
  },
  {
    title: 'what is for tests in the tests of a whole gateway',
    file: 'apps/web-bff/test/probe.spec.ts',
    text: importOf('@frontdesk/testing'),
  },
];

describe('the lint', () => {
  const complaints = new Map<Case, Complaints>();

  beforeAll(async () => {
    await using workspace = await WorkspaceCopy.make();
    await addProject(workspace, 'untagged', []);
    await addProject(workspace, 'phone-only', ['type:util', 'scope:mobile']);
    await addProject(workspace, 'open-gateway', ['type:app', 'scope:web']);
    const cases = [...illegal, ...legal];
    const found = await workspace.lint(cases);
    cases.forEach((one, position) => complaints.set(one, found[position] ?? []));
  }, 60_000);

  it.each(illegal)('refuses $title', (one) => {
    const [rule, message] = one.broken ?? [];
    expect(complaints.get(one)).toContainEqual({ rule, message: expect.stringMatching(message ?? '') });
  });

  it.each(legal)('allows $title', (one) => {
    expect(complaints.get(one)).toEqual([]);
  });
});

async function addProject(workspace: WorkspaceCopy, name: string, tags: readonly string[]): Promise<void> {
  const manifest = {
    name: `@frontdesk/${name}`,
    version: '0.0.0',
    private: true,
    type: 'module',
    exports: { '.': './src/index.ts' },
    nx: { name, tags },
  };
  await workspace.write({ file: `libs/${name}/package.json`, text: JSON.stringify(manifest) });
  await workspace.write({ file: `libs/${name}/src/index.ts`, text: 'export const name = 1;\n' });
}
