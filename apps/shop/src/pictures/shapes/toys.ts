export const TOYS: Readonly<Record<string, string>> = {
  'Marble Run': `
    <path class="w" d="M-76 -70h14V76h-14zM62 -40h14V76H62z"/><g class="M" stroke-width="12"><path d="M-66 -50 60 -26M66 -8-60 20M-64 38 72 62"/></g><g class="L" stroke-width="3"><path d="M-66 -54 60 -30M66 -12-60 16M-64 34 72 58"/></g>
    <circle class="a" cx="-28" cy="-56" r="11"/><circle class="B2" cx="14" cy="-12" r="11"/><circle class="r" cx="40" cy="44" r="11"/><g class="c" opacity=".7"><circle cx="-31" cy="-59" r="3"/><circle cx="11" cy="-15" r="3"/><circle cx="37" cy="41" r="3"/></g><path class="W3" d="M-86 74h172v7H-86z"/>`,
  'Wooden Train': `
    <path class="W2" stroke-width="5" d="M-98 70H98"/><rect class="m" x="6" y="-16" width="78" height="50" rx="12"/><rect class="d" x="-6" y="-52" width="42" height="86" rx="6"/><rect class="c" x="4" y="-42" width="22" height="24" rx="4"/><path class="i" d="M58 -16h16l4-30H54z"/><path class="a" d="M78 12h12a4 4 0 0 1 4 4v14H78z"/>
    <rect class="w" x="-92" y="-10" width="72" height="44" rx="6"/><g class="r"><circle cx="-74" cy="-14" r="10"/></g><circle class="B2" cx="-54" cy="-16" r="12"/><circle class="a" cx="-36" cy="-12" r="8"/><path class="I" stroke-width="5" d="M-20 24H-6"/>
    <g class="i"><circle cx="-76" cy="48" r="15"/><circle cx="-36" cy="48" r="15"/><circle cx="16" cy="46" r="18"/><circle cx="66" cy="48" r="15"/></g><g class="y"><circle cx="-76" cy="48" r="6"/><circle cx="-36" cy="48" r="6"/><circle cx="16" cy="46" r="7"/><circle cx="66" cy="48" r="6"/></g><g class="p" opacity=".9"><circle cx="72" cy="-62" r="10"/><circle cx="86" cy="-76" r="7"/></g>`,
  Puzzle: `
    <g transform="rotate(-8)"><path class="m" d="M-70 -70H-8c-8 22 30 22 22 0H70V-8c-22-8-22 30 0 22V70H14c8-22-30-22-22 0h-62V14c22 8 22-30 0-22z"/><path class="D" stroke-width="3" d="M3 -52v44c22 8 22-30 44-22h23M3 -8c-8 24 24 24 18 46v20M-70 3h24c8 22 30 22 22 0H3" opacity=".75"/>
    <path class="l" d="M-60 -60h44c2 18 24 22 38 12" opacity=".5"/></g><path class="a" d="M46 30h26c-4-12 18-12 14 0h10v34c-12-4-12 16 0 14v6H46z" transform="rotate(10 60 60)"/>`,
  'Building Blocks': `
    <rect class="m" x="-84" y="18" width="56" height="56" rx="5"/><rect class="w" x="-26" y="18" width="54" height="56" rx="5"/><path class="d" d="M30 74V23a5 5 0 0 1 5-5h48a5 5 0 0 1 5 5v51H74a15 20 0 0 0-30 0z"/><rect class="a" x="-56" y="-36" width="54" height="52" rx="5"/><circle class="B2" cx="34" cy="-12" r="27"/><path class="r" d="m-29 -86 30 48h-60z"/>
    <g class="C" stroke-width="4" opacity=".8"><path d="M-66 58l10-24 10 24M-63 50h14M-8 34v24h8a7 7 0 0 0 0-14 5 5 0 0 0 0-10z"/></g>`,
  'Hand Puppet': `
    <path class="d" d="M-26 10-74 38a14 14 0 0 0 12 24l30-14zM26 10l48 28a14 14 0 0 1-12 24L32 48z"/><path class="m" d="M-28 6h56l16 72h-88z"/><path class="l" d="M-12 10h24l8 68h-40z"/><path class="a" d="M-52 -84-10 -64h20l42-20-6 46c-4 28-22 46-46 46s-42-18-46-46z"/>
    <path class="c" d="M-40 -30C-20 -30-6 -16 0 8c6-24 20-38 40-38-2 26-18 42-40 42s-38-16-40-42z"/><circle class="i" cx="-20" cy="-34" r="5"/><circle class="i" cx="20" cy="-34" r="5"/><ellipse class="i" cx="0" cy="6" rx="8" ry="6"/><path class="i" d="m-46 -74 22 12-16 12zM46 -74 24 -62l16 12z"/>`,
};
