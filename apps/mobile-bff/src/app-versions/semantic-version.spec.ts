import { isBefore, semanticVersion } from './semantic-version.js';

const version = (text: string) => semanticVersion(text)!;

describe('a semantic version', () => {
  it.each([
    '1.0',
    '1',
    'v1.0.0',
    '1.0.0.0',
    '01.0.0',
    '1.0.0-',
    '1.0.0-01',
    '1.0.0+',
    '1.0.0 ',
    '-1.0.0',
    '1.0.0, 2.0.0',
    '',
    `1.0.${'9'.repeat(20)}`,
    `1.0.0-${'a'.repeat(80)}`,
  ])('is not %j', (text) => {
    expect(semanticVersion(text)).toBeUndefined();
  });

  it('is a release, or comes before one, of whatever build', () => {
    expect(version('1.20.3+build.7')).toEqual({ numbers: [1, 20, 3], preRelease: [] });
    expect(version('2.0.0-beta.11+exp')).toEqual({ numbers: [2, 0, 0], preRelease: ['beta', '11'] });
  });

  // The order that the specification itself gives (section 11), and one more.
  const inOrder = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.9.0',
    '1.10.0',
    '2.0.0',
  ].map(version);

  it('comes before those after it, and before no other', () => {
    inOrder.forEach((one, nth) =>
      inOrder.forEach((other, against) => expect(isBefore(one, other)).toBe(nth < against)),
    );
  });

  it('is as good as one of another build', () => {
    expect(isBefore(version('1.0.0+1'), version('1.0.0+2'))).toBe(false);
  });
});
