import { randomBytes } from 'node:crypto';
import { Cursors, type Place } from './cursors.js';

const cursors = new Cursors(randomBytes(32));
const PLACE: Place = {
  list: 'products',
  filters: { category: 'Audio', q: undefined },
  application: 'app-1',
  environment: 'live',
};
const OWN = 'WyJpZCIsInAtMDAyIiwicC0wMDIiXQ';
const refused = expect.objectContaining({ code: 'INVALID_INPUT' });
const opened =
  (sealed: string, place = PLACE) =>
  () =>
    cursors.open(sealed, place);

it('a cursor is the service’s again where it was given out', () => {
  for (const own of [OWN, '', 'ä/+=.', 'x'.repeat(500)])
    expect(cursors.open(cursors.seal(own, PLACE), PLACE)).toBe(own);
});

it('a cursor can be sent in a query as it is', () => {
  expect(cursors.seal('ä/+=.?&', PLACE)).toMatch(/^[\w-]+\.[\w-]+$/);
});

it('a cursor is the same for the same filters, however they are told', () => {
  const filters = { limit: undefined, q: undefined, category: 'Audio' };
  expect(cursors.seal(OWN, { ...PLACE, filters })).toBe(cursors.seal(OWN, PLACE));
});

it('a cursor is refused once any character of it is changed, taken out or put in', () => {
  const sealed = cursors.seal(OWN, PLACE);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
  for (let n = 0; n < sealed.length; n += 1) {
    const [before, after] = [sealed.slice(0, n), sealed.slice(n + 1)];
    for (const other of alphabet)
      if (other !== sealed[n]) expect(opened(before + other + after)).toThrow(refused);
    expect(opened(before + after)).toThrow(refused);
    expect(opened(`${before}A${sealed.slice(n)}`)).toThrow(refused);
  }
  for (const made of ['', '.', OWN, `${sealed}.`, `.${sealed}`, `${sealed}=`, `${sealed}.A`])
    expect(opened(made)).toThrow(refused);
});

it.each<[string, Partial<Place>]>([
  ['list', { list: 'orders' }],
  ['filter', { filters: { category: 'Toys' } }],
  ['filter more', { filters: { category: 'Audio', q: 'lamp' } }],
  ['filter less', { filters: {} }],
  ['application', { application: 'app-2' }],
  ['environment', { environment: 'sandbox' }],
])('a cursor is refused for another %s', (_, other) => {
  expect(opened(cursors.seal(OWN, PLACE), { ...PLACE, ...other })).toThrow(refused);
});

it('a cursor is refused under another key', () => {
  expect(() => new Cursors(randomBytes(32)).open(cursors.seal(OWN, PLACE), PLACE)).toThrow(refused);
});
