import type { Problem } from '@frontdesk/web-client';

/** What a problem says of the fields of a form, by the last part of their names: `address.city` is the form's `city`. */
export function faultsOf(problem: Problem | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (problem?.errors ?? []).map(({ field, detail }) => [field.split('.').at(-1) ?? field, `This ${detail}.`]),
  );
}
