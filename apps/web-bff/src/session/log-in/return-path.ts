import { z } from 'zod';

const MOST_CHARACTERS = 1_024;
/** Any origin will do, as long as it is nobody's. */
const HERE = 'http://gateway.invalid';
/** What other programs take for a slash, for the end of a line, or for nothing; and what hides them in an encoding. */
const MISREAD = /[\\\x00-\x20\x7f]|%(?:[01][0-9a-f]|7f|5c)/i;

/**
 * Whether a browser that is sent here stays at this gateway, however its address is read:
 * - it begins with one slash, and no second one, encoded or not;
 * - it holds no backslash, blank or control character, encoded once or more often;
 * - read as a URL it is this origin's, and written again it is the same text;
 * - it is a page: what stands under `/bff` would log in or out again.
 */
function isLocalPath(text: string): boolean {
  if (text.length > MOST_CHARACTERS) return false;
  if (!/^\/(?![/\\]|%2f)/i.test(text)) return false;
  if (MISREAD.test(text) || MISREAD.test(text.replace(/%(?:25)+/gi, '%'))) return false;
  const url = URL.parse(text, HERE);
  if (url?.origin !== HERE || url.href !== HERE + text) return false;
  return !/^\/bff(?:\/|$)/i.test(asRouted(url.pathname));
}

/** As the router reads a path: it decodes what needed no encoding, too. */
function asRouted(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (_, byte: string) => String.fromCharCode(parseInt(byte, 16)));
}

export const ReturnPath = z
  .string()
  .refine(
    isLocalPath,
    `must be a path of this site, such as /orders, of at most ${MOST_CHARACTERS} characters`,
  );
