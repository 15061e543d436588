/**
 * Rows under headings, in columns as wide as what is in them; numbers stand at the right.
 * @param {readonly string[]} headings
 * @param {readonly (readonly (string | number | null | undefined)[])[]} rows
 * @param {string} [ifNone] what is said where there are no rows
 */
export function table(headings, rows, ifNone = 'there are none') {
  if (rows.length === 0) return ifNone;
  const texts = rows.map((row) => row.map((cell) => String(cell ?? '')));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...texts.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = headings.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  const line = (/** @type {readonly string[]} */ cells) =>
    cells
      .map((cell, column) =>
        isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(headings), ...texts.map(line)].join('\n');
}

/**
 * An instant as a person reads it, in UTC.
 * @param {string | null | undefined} instant
 */
export function time(instant) {
  return instant ? instant.slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' ') : '';
}
