const cover = (emblem: string) => `
    <path class="c" d="M-50 -84h108v158H-50z"/><path class="p" d="M-50 66h110v10H-50z"/><path class="d" d="M-62 -80a8 8 0 0 1 8-8h12v156h-12a8 8 0 0 0-8 8z"/>
    <path class="m" d="M-46 -88H56a4 4 0 0 1 4 4V68H-46z"/><path class="d" d="M-62 74a8 8 0 0 1 8-8H60v4h-112a5 5 0 0 0 0 10H60v4h-114a8 8 0 0 1-8-8z"/>
    <path class="L" stroke-width="2" d="M-36 -78h86v136h-86z"/><g transform="translate(7 -20)">${emblem}</g><g class="C" stroke-width="5"><path d="M-18 34h50M-8 46h30"/></g>`;

export const BOOKS: Readonly<Record<string, string>> = {
  'Bread Baking Handbook': cover(
    '<path class="a" d="M-32 22c-8-30 4-44 32-44s40 14 32 44z"/><g class="C" stroke-width="4"><path d="m-14 -10 6 16M2 -12l6 16M18 -8l4 12"/></g>',
  ),
  'Alpine Hiking Guide': cover(
    '<circle class="a" cx="18" cy="-24" r="10"/><path class="c" d="m-36 26 26-48 16 26 10-14 22 36z"/><path class="l" d="m-36 26 26-48 8 14-14 34z"/>',
  ),
  'History of Timekeeping': cover(
    '<circle class="c" r="34"/><circle class="D" r="27" stroke-width="2"/><path class="I" stroke-width="4" d="M0 -20V0l14 8"/><circle class="a" r="4"/>',
  ),
  'Beginner Chess Course': cover(
    '<path class="c" d="M-22 30h44l-4-10c-8-8-10-16-8-26h-20c2 10 0 18-8 26z"/><circle class="c" cy="-18" r="14"/><path class="c" d="M-26 32h52v8h-52z"/><rect class="a" x="-14" y="-8" width="28" height="5" rx="2"/>',
  ),
  'Houseplant Almanac': cover(
    '<g class="e2"><path d="M0 18c-30-4-38-26-34-44C-12 -22 2 -6 0 18zM0 18c-2-30 10-48 32-50 4 26-6 46-32 50z"/></g><path class="a" d="M-16 16h32l-5 26h-22z"/>',
  ),
};
