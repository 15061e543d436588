const WARN = 40;
const LINES_AT_ONCE = 5;
const SHOW_EVERY_MS = 500;
const NAME_WIDTH = 16;

const PLACE = /^(file:|node:|\/).*:\d+$/;
const CARET = /^\s*\^+\s*$/;

/** pino's numbers */
const LEVELS = new Map([
  [40, 'warning'],
  [50, 'error'],
  [60, 'fatal'],
]);

/**
 * What is worth a person's attention of what one process prints: its warnings and errors, a few at a time; and the last
 * thing that it complained of, which says why it ended.
 * @param {string} name
 * @param {(line: string) => void} show
 */
export function watchOutput(name, show) {
  let complaint = '';
  let quotesSource = false;
  /** @type {string[]} */
  let waiting = [];

  // A little late: where a process complains and ends, its end says both in one line.
  const showing = setInterval(() => {
    const more = waiting.length - LINES_AT_ONCE;
    for (const text of waiting.slice(0, LINES_AT_ONCE)) show(`${name.padEnd(NAME_WIDTH)} ${text}`);
    if (more > 0) show(`${name.padEnd(NAME_WIDTH)} ${more} more lines like these are in its log`);
    waiting = [];
  }, SHOW_EVERY_MS).unref();

  return {
    /**
     * @param {string} line
     * @param {boolean} fromErrors
     */
    hear(line, fromErrors) {
      // Node quotes the source that threw between its place and a caret, before it names the error.
      if (fromErrors && PLACE.test(line)) quotesSource = true;
      const said = quotesSource ? undefined : complaintIn(line, fromErrors);
      if (CARET.test(line)) quotesSource = false;
      if (!said) return;
      complaint = said.text;
      waiting.push(`${said.level} ${said.text}`);
    },
    lastComplaint: () => complaint,
    end: () => clearInterval(showing),
  };
}

/**
 * @param {string} line
 * @param {boolean} fromErrors
 * @returns {{level: string, text: string} | undefined}
 */
function complaintIn(line, fromErrors) {
  const entry = jsonIn(line);
  if (entry) {
    if (!(entry.level >= WARN)) return undefined;
    const why = entry.err?.message;
    const text = why && why !== entry.msg ? `${entry.msg ?? ''} (${why})` : (entry.msg ?? line);
    return { level: LEVELS.get(entry.level) ?? 'error', text: oneLine(text) };
  }
  if (!fromErrors || !isSaidToPeople(line)) return undefined;
  return { level: 'error', text: oneLine(line.replace(/^(Uncaught )?\w*Error(?: \[\w+\])?: /, '')) };
}

/** @param {string} line */
function jsonIn(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * Not a stack trace, nor what Node prints around one: the properties of the error, its own version.
 * @param {string} line
 */
function isSaidToPeople(line) {
  return /^[^\s{}[\]]/.test(line) && !/^(Node\.js v|\(Use `node)/.test(line);
}

/** @param {string} text */
function oneLine(text) {
  return text.split('\n', 1)[0]?.trim() ?? '';
}
