import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** A whole number of a unit, between two bounds. */
export function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,12}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
}

/** A TCP port; 0 lets the system choose one. */
export const portNumber = wholeNumber(0, 65_535);

/** A list separated by commas, of items that `check` accepts. */
export function listOf(what: string, check: (item: string) => boolean) {
  return z
    .string()
    .transform((text) => text.split(',').flatMap((item) => item.trim() || []))
    .superRefine((items, context) => {
      for (const item of items) {
        if (!check(item)) context.addIssue({ code: 'custom', message: `"${item}" is not ${what}` });
      }
    });
}

/** Whether the text is an address, or an address with a prefix length that fits it. */
export function isAddressRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  if (!/^\d{1,3}$/.test(prefix)) return false;
  try {
    new BlockList().addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
}

/** Whether the text is a scheme, a host and perhaps a port, and nothing else, as browsers send it in `Origin`: no pattern. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && !text.includes('*');
}

/** Origins, separated by commas. */
export const originList = listOf('an origin such as https://shop.example', isOrigin);

/** A URL of one of these schemes. */
export function urlOf(...schemes: string[]) {
  return z.string().refine(
    // `http:host` parses as well, and is nothing that anybody means.
    (text) => URL.canParse(text) && schemes.some((scheme) => text.toLowerCase().startsWith(`${scheme}://`)),
    `must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  );
}

/** Where a PostgreSQL server is. */
export const databaseUrl = z
  .string()
  .refine(
    (text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text),
    'must be a URL that starts with postgres:// or postgresql://',
  );
