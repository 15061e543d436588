import nx from '@nx/eslint-plugin';
import * as jsonc from 'jsonc-eslint-parser';
import tseslint from 'typescript-eslint';

const type = (name, ...uses) => ({
  sourceTag: `type:${name}`,
  onlyDependOnLibsWithTags: uses.map((use) => `type:${use}`),
});
const scope = (name) => ({
  sourceTag: `scope:${name}`,
  onlyDependOnLibsWithTags: [...new Set([`scope:${name}`, 'scope:shared'])],
});

const scopes = [
  'shared',
  'web',
  'mobile',
  'partner',
  'shop',
  'checkout',
  'identity',
  'launcher',
  'bench',
].map(scope);

/** Who may import whom; `more` is what tests may use besides. */
const boundaries = (...more) => [
  'error',
  {
    banTransitiveDependencies: true,
    enforceBuildableLibDependency: false,
    allowCircularSelfDependency: false,
    depConstraints: [
      type('app', 'feature', 'data-access', 'util', ...more),
      type('feature', 'data-access', 'util', ...more),
      type('data-access', 'util', ...more),
      type('util', 'util', ...more),
      type('testing', ...more),
      ...scopes,
    ],
  },
];

const tests = ['**/*.spec.ts', '**/test/**/*.ts'];
const nestFree = {
  group: ['@nestjs/*'],
  message: 'Mechanisms are plain TypeScript: Nest stays at the edge (architecture, section 3).',
};
const forBrowsers = {
  group: ['node:*', '@nestjs/*', '@frontdesk/*', '!@frontdesk/web-client', '!@frontdesk/generated-client'],
  message: 'This runs in a browser: nothing of Node, and of ours the client of web-bff alone.',
};
const forPhones = {
  group: ['node:*', '@nestjs/*', '@frontdesk/*', '!@frontdesk/generated-client'],
  message: "This runs in a phone's app: nothing of Node, and of ours what generated clients share alone.",
};
const contextIsPassed = {
  group: ['node:async_hooks', 'async_hooks'],
  message: 'Context is passed, not found: below the edge nothing reads AsyncLocalStorage.',
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.nx/**',
      '.data/**',
      '**/*.d.ts',
      'libs/*/src/generated/**',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(),
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'The public API is deliberate: export by name.' },
      ],
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: tests,
    rules: { '@nx/enforce-module-boundaries': boundaries('testing') },
  },
  {
    files: ['libs/{request-context,upstream,caching,aggregation,shop-clients,database}/src/**/*.ts'],
    ignores: ['**/*.module.ts', '**/http.service.ts', ...tests],
    rules: { 'no-restricted-imports': ['error', { patterns: [nestFree, contextIsPassed] }] },
  },
  {
    files: ['apps/storefront/src/**/*.{ts,tsx}', 'libs/web-client/src/**/*.ts'],
    ignores: tests,
    rules: { 'no-restricted-imports': ['error', { patterns: [forBrowsers] }] },
  },
  {
    files: ['libs/{generated-client,mobile-client}/src/**/*.ts'],
    ignores: tests,
    rules: { 'no-restricted-imports': ['error', { patterns: [forPhones] }] },
  },
  {
    files: ['apps/launcher/**', 'apps/bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['apps/*/package.json', 'libs/*/package.json'],
    plugins: { '@nx': nx },
    languageOptions: { parser: jsonc },
    rules: {
      '@nx/dependency-checks': [
        'error',
        {
          // Every project has this target, and a package counts as used only where both sides have it.
          buildTargets: ['test'],
          ignoredFiles: [
            '{projectRoot}/**/*.spec.ts',
            '{projectRoot}/test/**/*',
            // These run where it is built, and only there.
            '{projectRoot}/generator/**/*',
            '{projectRoot}/build/**/*',
            '{projectRoot}/vite.config.js',
          ],
          // Peers of packages that are used, and one that is read as files: named to be pinned.
          ignoredDependencies: ['@nestjs/core', 'passport', 'rxjs', 'swagger-ui-dist'],
          includeTransitiveDependencies: false,
          useLocalPathsForWorkspaceDependencies: false,
        },
      ],
    },
  },
);
