import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../src/checkout.js';

interface Manifest {
  readonly name: string;
  readonly nx?: { readonly name?: string; readonly tags?: readonly string[] };
}

const TYPES = ['type:app', 'type:feature', 'type:data-access', 'type:util', 'type:testing'];
const projects = ['apps', 'libs'].flatMap((parent) =>
  readdirSync(join(checkout, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ parent, name: entry.name })),
);

describe.each(projects)('the project $parent/$name', ({ parent, name }) => {
  const manifest = JSON.parse(readFileSync(join(checkout, parent, name, 'package.json'), 'utf8')) as Manifest;
  const tags = manifest.nx?.tags ?? [];

  it('has the name of its folder', () => {
    expect([manifest.name, manifest.nx?.name]).toEqual([`@frontdesk/${name}`, name]);
  });

  it('has exactly one type', () => {
    expect(tags.filter((tag) => tag.startsWith('type:'))).toEqual([expect.stringMatching(/./)]);
    expect(TYPES).toEqual(expect.arrayContaining(tags.filter((tag) => tag.startsWith('type:'))));
  });

  it('has exactly one scope, which no app shares with everything', () => {
    const scopes = tags.filter((tag) => tag.startsWith('scope:'));
    expect(scopes).toHaveLength(1);
    if (parent === 'apps') expect(scopes).not.toContain('scope:shared');
  });

  it('has no other tag that would seem to rule something', () => {
    expect(tags).toHaveLength(2);
  });
});
