import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freePort } from '@frontdesk/testing';
import { checkout } from '../src/checkout.js';
import { Dockerfile } from './dockerfile.js';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The one with the most in it: web-bff comes with what it serves. */
const APP = 'web-bff';

const root = manifestOf('.');
const tools = Object.keys({ ...root.devDependencies, ...root.optionalDependencies });
const libraries = readdirSync(join(checkout, 'libs')).map((name) => `libs/${name}`);
const own = packagesOf([`apps/${APP}`, ...libraries]);
const ofOtherApps = packagesOf(readdirSync(join(checkout, 'apps')).map((name) => `apps/${name}`)).filter(
  (name) => !own.includes(name),
);

describe(`the image of ${APP}, made in a folder as the Dockerfile makes it`, () => {
  let image = '';
  let folder = '';
  let dockerfile: Dockerfile;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'frontdesk-image-'));
    dockerfile = await Dockerfile.read({ APP });
    image = join(folder, 'runtime');
    const folders = { manifests: join(folder, 'manifests'), build: join(folder, 'build'), runtime: image };
    await Promise.all(Object.values(folders).map((stage) => mkdir(stage)));
    await dockerfile.make('manifests', folders);
    await dockerfile.build(join(folders.build, 'dist/apps'));
    await dockerfile.make('runtime', folders);
  }, 90_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('starts without the services behind it and answers that it lives', async () => {
    const [port, managementPort] = [await freePort(), await freePort()];
    const [program = '', ...args] = dockerfile.command('runtime');
    const env = {
      ...dockerfile.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      MANAGEMENT_PORT: String(managementPort),
      OIDC_CLIENT_SECRET: 'a-secret-of-this-test',
    };
    const child = spawn(program, args, { cwd: image, env, stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      const said = collect(child);
      const live = `http://127.0.0.1:${managementPort}/health/live`;
      await eventually(() => answers(live, child, said), live, 10_000);
      expect((await fetch(`http://127.0.0.1:${port}/no/such/path`)).status).toBe(404);
      const page = await fetch(`http://127.0.0.1:${port}/`);
      expect([page.status, await page.text()]).toEqual([200, expect.stringMatching(/^<!doctype html>/i)]);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  });

  it('holds no sources, and no build output but its own', async () => {
    expect((await readdir(image)).sort()).toEqual([
      '.data',
      '.npmrc',
      'apps',
      'dist',
      'libs',
      'node_modules',
      'package-lock.json',
      'package.json',
    ]);
    expect(
      globSync('{apps,libs}/*/**', { cwd: image }).filter(
        (file) => !/^\w+\/[\w-]+(\/package\.json)?$/.test(file),
      ),
    ).toEqual([]);
    expect(await readdir(join(image, 'dist'))).toEqual(['apps']);
    expect((await readdir(join(image, 'dist/apps'))).sort()).toEqual(['storefront', APP]);
  });

  it('holds no package that only other apps use, and no tool', () => {
    expect(ofOtherApps).toEqual(expect.arrayContaining(['oidc-provider', 'preact']));
    expect(tools).toContain('nx');
    const unwanted = [...ofOtherApps, ...tools].filter((name) =>
      existsSync(join(image, 'node_modules', name)),
    );
    expect(unwanted).toEqual([]);
  });

  it('is the only one that holds the storefront', async () => {
    const dist = join(folder, 'other/dist/apps');
    await (await Dockerfile.read({ APP: 'mobile-bff' })).build(dist);
    expect(await readdir(dist)).toEqual(['mobile-bff']);
  });

  it('is given by the build context all that it copies, and no more', () => {
    const ignored = readFileSync(join(checkout, 'docker/Dockerfile.dockerignore'), 'utf8').split('\n');
    const given = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(ignored.find((line) => !line.startsWith('#'))).toBe('*');
    expect(given.sort()).toEqual(dockerfile.takenFromContext());
  });

  it('does not run as root', () => {
    expect(dockerfile.stage('runtime').steps).toContainEqual({ instruction: 'USER', text: 'node' });
  });
});

function manifestOf(folder: string): Manifest {
  const file = join(checkout, folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
}

function packagesOf(folders: readonly string[]): string[] {
  const names = folders.flatMap((folder) => Object.keys(manifestOf(folder).dependencies ?? {}));
  return [...new Set(names)].filter((name) => !name.startsWith('@frontdesk/'));
}

function collect(child: ChildProcess): { text: string } {
  const said = { text: '' };
  for (const output of [child.stdout, child.stderr])
    output?.on('data', (text) => (said.text += String(text)));
  return said;
}

async function answers(url: string, child: ChildProcess, said: { text: string }): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said.text}`);
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
