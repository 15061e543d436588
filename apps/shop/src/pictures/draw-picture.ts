import { FIXED, groundOf, paletteOf } from './palette.js';
import { shapeOf } from './shapes.js';

/** What a picture is drawn from: the same product gives the same picture, whenever and wherever it is drawn. */
export interface Pictured {
  readonly name: string;
  readonly category: string;
  readonly brand: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** How large the variants of a kind are beside each other. */
const SIZES: Readonly<Record<string, number>> = { Mini: 1.22, Classic: 1.42, Plus: 1.58, Studio: 1.5 };

/** A product's picture, as SVG of 400 by 400. */
export function drawPicture({ name, category, brand, attributes }: Pictured): string {
  const [top, bottom] = groundOf(category);
  const variant = name.slice(name.lastIndexOf(' ') + 1);
  const size = SIZES[variant] ?? SIZES['Classic'];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img"><title>${escaped(name)}</title>
<style>${styleFor(attributes['colour'])}</style>
<defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs>
<path fill="url(#g)" d="M0 0h400v400H0z"/><circle cx="200" cy="190" r="150" fill="#fff" opacity=".42"/>
<ellipse cx="200" cy="${(194 + 82 * Number(size)).toFixed(0)}" rx="${(86 * Number(size)).toFixed(0)}" ry="11" fill="#2b2e35" opacity=".13"/>
<g transform="translate(200 194) scale(${size})">${shapeOf(name)}</g>
<text x="24" y="378" class="t">${escaped(brand)}</text>${variant === 'Studio' ? '<path class="a" d="M352 0h20v44l-10-8-10 8z"/>' : ''}
</svg>
`;
}

/** Small letters fill, capitals draw a line: m(ain), d(ark) and l(ight) in the product's colour, the others always alike. */
function styleFor(colour: string | undefined): string {
  const { main, dark, light } = paletteOf(colour);
  const fills = Object.entries({ ...FIXED, m: main, d: dark, l: light });
  const lines = { M: main, D: dark, L: light, I: FIXED.i, S: FIXED.s, W: FIXED.w, W2: FIXED.W3, A: FIXED.a, C: FIXED.c, Y: FIXED.y, B: FIXED.B2, P: '#fff', K: light, K2: light }; // prettier-ignore
  return [
    ...fills.map(([name, fill]) => `.${name}{fill:${fill}}`),
    ...Object.entries(lines).map(([name, line]) => `.${name}{fill:none;stroke:${line}}`),
    'g,path{stroke-linecap:round;stroke-linejoin:round}.g{fill:#fff;fill-opacity:.55}.glow{fill:#ffd98a;opacity:.45}',
    '.K,.K2{stroke-width:16;stroke-linecap:butt}.K path{stroke-dasharray:17 5;stroke-linecap:butt}.P{opacity:.9}',
    '.t{font:600 15px system-ui,sans-serif;letter-spacing:.06em;fill:#2b2e35;opacity:.5}',
  ].join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
