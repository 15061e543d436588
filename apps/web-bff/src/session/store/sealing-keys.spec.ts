import { SealingKeys } from './sealing-keys.js';

const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

describe('sealing keys', () => {
  it('open what they sealed, about the same thing', () => {
    const keys = new SealingKeys(first);
    const sealed = keys.seal('a text, é and 漢', 'session 1');
    expect(keys.open(sealed, 'session 1')).toBe('a text, é and 漢');
    expect(keys.open(sealed, 'session 2')).toBeUndefined();
    expect(keys.seal('', 'x')).not.toBe(keys.seal('', 'x'));
  });

  it('open nothing of which a character was changed, cut off or added', () => {
    const keys = new SealingKeys(first);
    const sealed = keys.seal('text', 'x');
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      // The last character may hold bits that say nothing.
      if (at < sealed.length - 1) expect(keys.open(changed, 'x')).toBeUndefined();
      expect(keys.open(sealed.slice(0, at), 'x')).toBeUndefined();
    }
    for (const text of ['', 'x', `${sealed}AAAA`, sealed.slice(8), 'A'.repeat(64)]) {
      expect(keys.open(text, 'x')).toBeUndefined();
    }
  });

  it('can be changed: the first seals, all open', () => {
    const before = new SealingKeys(first).seal('text', 'x');
    const keys = new SealingKeys(second, first);
    expect(keys.open(before, 'x')).toBe('text');
    const after = keys.seal('text', 'x');
    expect(new SealingKeys(second).open(after, 'x')).toBe('text');
    expect(new SealingKeys(first).open(after, 'x')).toBeUndefined();
  });

  it('are the same wherever the secret is the same', () => {
    const sealed = SealingKeys.derivedFrom('secret').seal('text', 'x');
    expect(SealingKeys.derivedFrom('secret').open(sealed, 'x')).toBe('text');
    expect(SealingKeys.derivedFrom('another').open(sealed, 'x')).toBeUndefined();
  });

  it('have 32 bytes', () => {
    expect(() => new SealingKeys(Buffer.alloc(16))).toThrow('32 bytes');
  });
});
