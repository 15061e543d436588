import { withEntry } from './changelog.js';

const first = { date: '2026-11-20', version: 'v2', changes: ['First published.'] };

it('a changelog has an entry for each day and version, and each change once', () => {
  const added = withEntry([first], { version: 'v2', harmless: ['A is new.', 'B is new.'] }, '2026-11-21');
  const again = withEntry(added, { version: 'v2', harmless: ['B is new.', 'C is new.'] }, '2026-11-21');
  const other = withEntry(again, { version: 'v1', harmless: ['D is new.'] }, '2026-11-21');
  expect(other).toEqual([
    first,
    { date: '2026-11-21', version: 'v2', changes: ['A is new.', 'B is new.', 'C is new.'] },
    { date: '2026-11-21', version: 'v1', changes: ['D is new.'] },
  ]);
});

it('a changelog does not tell of what is only worded otherwise', () => {
  expect(withEntry([first], { version: 'v2', harmless: [] }, '2026-11-21')).toEqual([first]);
});
