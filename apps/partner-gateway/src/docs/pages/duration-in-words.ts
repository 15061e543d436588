const UNITS = [
  ['day', 86_400_000, 2],
  ['hour', 3_600_000, 1],
  ['minute', 60_000, 1],
] as const;
const SECOND_MS = 1_000;

/** How long something takes, in the largest unit that says it whole: `24 hours`, `90 minutes`; days are from two on. */
export function durationInWords(ms: number): string {
  const [name, unitMs] = UNITS.find(([, unit, from]) => ms % unit === 0 && ms >= from * unit) ?? [
    'second',
    SECOND_MS,
  ];
  const count = Math.floor(ms / unitMs);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
