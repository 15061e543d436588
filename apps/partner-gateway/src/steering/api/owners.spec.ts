import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '@frontdesk/gateway';
import { localOwner } from './local-owner.js';
import { ownerList, ownerWith } from './owners.js';

const [x, y] = ['x'.repeat(32), 'y'.repeat(40)];
const ownersOf = (OWNERS: string) => loadSettings({ OWNERS: ownerList }, { OWNERS }).owners;

describe('the owners of a gateway', () => {
  it('are known by their tokens, which nobody keeps', () => {
    const owners = ownersOf(`alice:${x}, bob:${y}`);
    expect([ownerWith(x, owners), ownerWith(y, owners)]).toEqual(['alice', 'bob']);
    expect([`${x}x`, '', 'alice'].map((token) => ownerWith(token, owners))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(JSON.stringify(owners)).not.toContain(x);
  });

  it.each([
    ['alice:short', 1],
    [`alice:${x},bob`, 2],
    [`alice:${x},alice:${y}`, 2],
    [`alice:${x},bob:${x}`, 2],
    [y, 1],
    [`alice:${x},`, 2],
  ])('are not taken from OWNERS=%s, which is told without its tokens', (owners, entry) => {
    let told = '';
    try {
      ownersOf(owners);
    } catch (error) {
      told = (error as Error).message;
    }
    expect(told).toMatch(new RegExp(`^invalid settings: OWNERS must .* entry ${entry} `));
    expect(told).not.toMatch(/short|x{9}|y{9}/);
  });
});

describe('the owner where none is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-owner-'));
  const file = join(folder, 'data', 'owner.token');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is who can read a file that is made once, and that others cannot read', () => {
    const [first, again] = [localOwner(join(folder, 'data')), localOwner(join(folder, 'data'))];
    const token = readFileSync(file, 'utf8').trim();
    expect([ownerWith(token, [first]), ownerWith(token, [again])]).toEqual(['local', 'local']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is nobody where the file holds no token, or cannot be made, and OWNERS is named', () => {
    writeFileSync(file, 'short');
    expect(() => localOwner(join(folder, 'data'))).toThrow(
      /^invalid settings: OWNERS is not set, and .*owner\.token holds no token/,
    );
    expect(() => localOwner(join(file, 'below'))).toThrow(/^invalid settings: OWNERS is not set, and /);
  });
});
