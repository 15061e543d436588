import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const BUILT = join(process.cwd(), 'dist/apps/storefront');
const KB = 1_024;

describe('the built storefront', () => {
  const files = readdirSync(BUILT, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !/\.(br|gz)$/.test(path),
  );
  const sizeOf = (ending: string, compressed: (bytes: Buffer) => Buffer) =>
    files
      .filter((path) => path.endsWith(ending))
      .reduce((sum, path) => sum + compressed(readFileSync(join(BUILT, path))).length, 0);

  it('is 25 KB of JavaScript, all of it, compressed', () => {
    expect(sizeOf('.js', gzipSync)).toBeGreaterThan(5 * KB);
    expect(sizeOf('.js', gzipSync)).toBeLessThan(25 * KB);
    expect(sizeOf('.js', brotliCompressSync)).toBeLessThan(22 * KB);
  });

  it('is 8 KB of styles, and hardly any document', () => {
    expect(sizeOf('.css', gzipSync)).toBeLessThan(8 * KB);
    expect(sizeOf('.html', (bytes) => bytes)).toBeLessThan(2 * KB);
  });

  it('has larger files compressed beside them, and names that change with what is in them', () => {
    const assets = readdirSync(join(BUILT, 'assets'));
    for (const asset of assets.filter((name) => /\.(js|css)$/.test(name))) {
      expect(asset).toMatch(/-[\w-]{8}\.\w+$/);
      expect(assets).toEqual(expect.arrayContaining([`${asset}.br`, `${asset}.gz`]));
    }
  });

  it('holds nothing inline that its content security policy forbids', () => {
    const html = readFileSync(join(BUILT, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|data:/);
  });
});
