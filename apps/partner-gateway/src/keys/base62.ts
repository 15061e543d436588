const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** The largest multiple of 62 that a byte can hold: bytes from here on would favour the first digits. */
const FAIR = 256 - (256 % DIGITS.length);

/** Gives so many random bytes; `randomBytes` of `node:crypto` is one. */
export type RandomBytes = (size: number) => Uint8Array;

/** So many digits, each as likely as any other. */
export function randomDigits(count: number, random: RandomBytes): string {
  let digits = '';
  while (digits.length < count) {
    for (const byte of random(count - digits.length)) if (byte < FAIR) digits += DIGITS[byte % DIGITS.length];
  }
  return digits;
}

/** A whole number in base 62, with zeros before it where it is shorter than `width`. */
export function inBase62(number: number, width: number): string {
  let digits = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / DIGITS.length)) {
    digits = (DIGITS[rest % DIGITS.length] ?? '') + digits;
  }
  return digits.padStart(width, '0');
}
