import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { seededRandom } from '@frontdesk/testing';
import { concealKeys, publicIdIn } from './conceal-keys.js';
import { newKey } from './new-key.js';
import { readKey } from './read-key.js';

const random = seededRandom(6);
const bytes = (size: number) => Uint8Array.from({ length: size }, () => Math.floor(random() * 256));
const live = newKey('live', bytes);
const sandbox = newKey('sandbox', bytes);

describe('a key', () => {
  it('says what it is for, who it is, and keeps the rest to itself', () => {
    expect(live.text).toMatch(/^fd_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}$/);
    expect(sandbox.text).toMatch(/^fd_test_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}$/);
    expect(readKey(live.text)).toEqual({ id: live.id, environment: 'live' });
    expect(readKey(sandbox.text)).toEqual({ id: sandbox.id, environment: 'sandbox' });
    expect(Buffer.from(live.hash)).toEqual(createHash('sha256').update(live.text).digest());
  });

  it('is never made twice, and favours no digit', () => {
    const made = Array.from({ length: 2_000 }, () => newKey('live'));
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
    const counts = new Map<string, number>();
    for (const { text } of made)
      for (const digit of text.slice(21, -6)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    expect(counts.size).toBe(62);
    const expected = (made.length * 32) / 62;
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.25);
  });

  it('is not one any more with any one character changed, left out or added', () => {
    for (let at = 0; at < live.text.length; at += 1) {
      const [before, after] = [live.text.slice(0, at), live.text.slice(at + 1)];
      expect(readKey(before + after)).toBeUndefined();
      expect(readKey(`${before}~${after}`)).toBeUndefined();
      const other = live.text[at] === 'a' ? 'b' : 'a';
      expect(readKey(before + other + after)).toBeUndefined();
      expect(readKey(`${before}a${live.text.slice(at)}`)).toBeUndefined();
    }
    expect(readKey(`${live.text}\n`)).toBeUndefined();
  });
});

it('the scanner of the README finds every key in a text, and nothing that only looks like one', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, scanner = ''] = /```js\n\/\/ node scan\.mjs[^\n]*\n([^]*?)```/.exec(readme) ?? [];
  const [looksLikeOne, tooLong] = [`${live.text.slice(0, -6)}000000`, `${live.text}0`];
  const input = `a=${live.text};b="${sandbox.text}"\n${looksLikeOne} ${tooLong} fd_live_${live.id}`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', scanner], {
    input,
    encoding: 'utf8',
  });
  expect([ran.stderr, ran.stdout]).toEqual(['', `fd_live_${live.id}\nfd_test_${sandbox.id}\n`]);
});

describe('in a text that is not for keys', () => {
  const [prefix, id, secret] = [live.text.slice(0, 8), live.id, live.text.slice(21)];

  it.each([
    ['alone', live.text],
    ['in a path', `/v1/products/${live.text}?limit=1`],
    ['percent-encoded', `/v1/products/${live.text.replaceAll('_', '%5F')}`],
    ['encoded all over', [...live.text].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')],
    ['encoded twice', live.text.replaceAll('_', '%255f').replace('l', '%256C')],
    ['in JSON, twice', JSON.stringify({ a: live.text, b: [live.text] })],
    ['in capitals', live.text.toUpperCase()],
    ['with the underscore forgotten', prefix + id + secret],
    ['with a shorter id', `${prefix}abc_${secret}`],
    ['with a longer id', `${prefix}${id}abc_${secret}`],
    ['with its secret cut', live.text.slice(0, -20)],
    ['with more behind it', `${live.text}-${secret}_${secret}`],
  ])('nothing of a secret is left of a key that stands there %s', (_, text) => {
    const concealed = concealKeys(text);
    expect(concealed).toMatch(/fd_live_\w{3,12}_…/i);
    for (let at = 0; at + 8 <= secret.length; at += 1)
      expect(concealed.toLowerCase()).not.toContain(secret.slice(at, at + 8).toLowerCase());
    expect(concealKeys(concealed)).toBe(concealed);
    expect(publicIdIn(text)?.toLowerCase()).toMatch(/^fd_live_\w{3,12}$/);
  });

  it('everything else stays as it is', () => {
    const text = `/caf%C3%A9/%66d?of=${prefix}${id}&and=${prefix}${id}_…&fd_other_1=%5f`;
    expect(concealKeys(text)).toBe(text);
    expect(publicIdIn(text)).toBeUndefined();
  });
});
