interface Palette {
  readonly main: string;
  readonly dark: string;
  readonly light: string;
}

/** What the colours of the catalogue look like. */
const PALETTES: Readonly<Record<string, Palette>> = {
  black: { main: '#41454d', dark: '#26282d', light: '#767b86' },
  sand: { main: '#d9c19a', dark: '#b1935f', light: '#f2e6cf' },
  'forest green': { main: '#3f7256', dark: '#284c39', light: '#86b39a' },
  'slate blue': { main: '#5d7899', dark: '#3d5270', light: '#a4b9d1' },
  white: { main: '#ebe8e0', dark: '#b9b4a8', light: '#ffffff' },
  terracotta: { main: '#cb6c4c', dark: '#9a4a2f', light: '#ecae96' },
};
const OTHER: Palette = { main: '#7a6f8a', dark: '#544b62', light: '#b5acc3' };

/** The two colours behind the products of a category, from the top to the bottom. */
const GROUNDS: Readonly<Record<string, readonly [string, string]>> = {
  Audio: ['#efeaf7', '#dbd2ea'],
  Kitchen: ['#f9f0e1', '#eedcc0'],
  'Home Office': ['#eaf2f4', '#cfdfe4'],
  Outdoor: ['#e9f2e5', '#cfe0c8'],
  Cycling: ['#e8f0f9', '#cbdcef'],
  Garden: ['#f0f5e2', '#d9e5bf'],
  Books: ['#f8eeec', '#ead5d0'],
  Toys: ['#fdf4dc', '#f4e2ae'],
  Fashion: ['#f5edf1', '#e2d1da'],
  Wellness: ['#e6f4f3', '#c9e3e0'],
};
const OTHER_GROUND = ['#f1f1ef', '#dddcd8'] as const;

export const paletteOf = (colour: string | undefined): Palette => PALETTES[colour ?? ''] ?? OTHER;
export const groundOf = (category: string) => GROUNDS[category] ?? OTHER_GROUND;

/** The colours that are the same in every picture: ink, steel, wood, and so on. */
export const FIXED = {
  i: '#2b2e35',
  s: '#b4bbc5',
  h: '#e6ebf1',
  w: '#c9986a',
  W3: '#a87a4f',
  c: '#fbf5e9',
  p: '#e4ddd0',
  a: '#e8a33d',
  y: '#d8ab52',
  b: '#6b4a33',
  e: '#5f9a5b',
  e2: '#dfe9c8',
  r: '#d8584b',
  r2: '#f2a399',
  B2: '#5b93c7',
} as const;
