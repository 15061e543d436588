import { cookiesNamed, readCookie } from './read-cookie.js';

describe('a cookie', () => {
  it.each([
    ['a=1', '1'],
    ['b=2; a=1', '1'],
    ['b=2;a=1;c=3', '1'],
    ['  a=1 ; b=2', '1'],
    ['xa=2; a=1', '1'],
    ['b=a=3; a=1', '1'],
    ['a=', ''],
    ['a=x=y', 'x=y'],
    ['A=2; a=1', '1'],
  ])('is found in %j', (header, value) => {
    expect(readCookie(header, 'a')).toBe(value);
  });

  it.each([undefined, '', 'b=1', 'aa=1', 'a', 'b=a', 'b=a=1', 'a =1', 'A=1', 'a=1; a=2', 'a=1; b=2; a=1'])(
    'is none in %j',
    (header) => {
      expect(readCookie(header, 'a')).toBeUndefined();
    },
  );

  it('is listed with others by how its name begins, once', () => {
    expect(cookiesNamed('log-1=a; x=log-2;log-3=b; log-1=c; log-', 'log-')).toEqual([
      'log-1',
      'log-3',
      'log-',
    ]);
    expect(cookiesNamed(undefined, 'log-')).toEqual([]);
  });
});
