import type { Result } from '../results.js';
import type { Scenario } from '../scenarios.js';

const WIDTH = 900;
const NAMES = 230;
const FIGURES = 170;
const BAR = 18;
const ROW = 24;
const TITLE = 34;
const TOP = 64;
const OURS = '#1f6feb';
const FLOOR = '#2da44e';
const OTHERS = '#b6bdc7';

/** Bars of CPU per request, one group per scenario, each on a scale of its own. */
export function chart(scenarios: readonly Scenario[], results: readonly Result[]): string {
  let y = TOP;
  const groups = scenarios.flatMap(({ name, title }) => {
    const group = results.filter(({ scenario }) => scenario === name);
    if (group.length === 0) return [];
    const longest = Math.max(...group.map(({ cpuUsPerRequest }) => cpuUsPerRequest));
    const heading = text(12, y + 20, `${name}: ${title}`, 'font-weight="600"');
    y += TITLE;
    const bars = group.map((result) => {
      const length = Math.max(1, (result.cpuUsPerRequest / longest) * (WIDTH - NAMES - FIGURES));
      const figure = `${result.cpuUsPerRequest.toFixed(1)} µs, ${result.ratioToFloor.toFixed(2)} × floor`;
      const drawn = [
        text(NAMES - 10, y + 14, result.server, 'text-anchor="end"'),
        `<rect x="${NAMES}" y="${y}" width="${length.toFixed(1)}" height="${BAR}" rx="2" fill="${colour(result)}"/>`,
        text(NAMES + length + 8, y + 14, figure, 'fill="#57606a"'),
      ];
      y += ROW;
      return drawn.join('\n');
    });
    y += ROW / 2;
    return [heading, ...bars];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}"`,
    '  font-family="system-ui, sans-serif" font-size="13" fill="#1f2328">',
    `<rect width="${WIDTH}" height="${y}" fill="#ffffff"/>`,
    text(12, 26, 'CPU of the server process per request', 'font-size="17" font-weight="600"'),
    text(12, 46, 'microseconds; shorter is better; each group has a scale of its own', 'fill="#57606a"'),
    ...groups,
    '</svg>',
    '',
  ].join('\n');
}

function colour({ server }: Result): string {
  if (server.startsWith('frontdesk')) return OURS;
  return server === 'floor' ? FLOOR : OTHERS;
}

function text(x: number, y: number, content: string, attributes: string): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y}" ${attributes}>${escaped}</text>`;
}
