import { AUDIO } from './shapes/audio.js';
import { BOOKS } from './shapes/books.js';
import { CYCLING } from './shapes/cycling.js';
import { FASHION } from './shapes/fashion.js';
import { GARDEN } from './shapes/garden.js';
import { HOME_OFFICE } from './shapes/home-office.js';
import { KITCHEN } from './shapes/kitchen.js';
import { OUTDOOR } from './shapes/outdoor.js';
import { TOYS } from './shapes/toys.js';
import { WELLNESS } from './shapes/wellness.js';

/** What each kind of product looks like, by the kind's name. */
const SHAPES: Readonly<Record<string, string>> = {
  ...AUDIO,
  ...KITCHEN,
  ...HOME_OFFICE,
  ...OUTDOOR,
  ...CYCLING,
  ...GARDEN,
  ...BOOKS,
  ...TOYS,
  ...FASHION,
  ...WELLNESS,
};

const PARCEL = `
    <path class="w" d="M-70 -30 0 -62 70 -30V44L0 78-70 44z"/><path class="W3" d="M0 2 70 -30V44L0 78z"/>
    <path class="c" d="m-42 -44 70 32v22l-16-6-16 4V-24z"/>`;

/** The shape of the kind that a product's name names; a parcel for a kind that nobody has drawn. */
export function shapeOf(productName: string): string {
  const kind = Object.keys(SHAPES).find((name) => productName.includes(` ${name} `));
  return SHAPES[kind ?? ''] ?? PARCEL;
}
