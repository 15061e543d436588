import type { Money } from '@frontdesk/web-client';

const formats = new Map<string, Intl.NumberFormat>();

/** `{ amount: 12990, currency: 'EUR' }` as €129.90: the currency itself knows how many minor units it has. */
export function asMoney({ amount, currency }: Money): string {
  let format = formats.get(currency);
  if (!format) formats.set(currency, (format = new Intl.NumberFormat('en', { style: 'currency', currency })));
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
