export const OUTDOOR: Readonly<Record<string, string>> = {
  Backpack: `
    <path class="D" stroke-width="8" d="M-16 -76v-6a16 12 0 0 1 32 0v6"/><path class="d" d="M-66 0h18v62h-10a8 8 0 0 1-8-8zM48 0h18v54a8 8 0 0 1-8 8H48z"/>
    <path class="m" d="M-52 -34a42 44 0 0 1 104 0v96a16 16 0 0 1-16 16h-72a16 16 0 0 1-16-16z"/><path class="d" d="M-52 -26h104v16l-16 8h-72l-16-8z"/>
    <rect class="l" x="-36" y="20" width="72" height="46" rx="10"/><path class="D" stroke-width="3" d="M-36 34h72"/><path class="w" d="M-28 -10h10v26h-10zM18 -10h10v26H18z"/><circle class="a" cx="0" cy="-52" r="8"/>`,
  'Two-Person Tent': `
    <circle class="a" cx="58" cy="-56" r="16" opacity=".85"/><path class="d" d="M-20 -52 96 70H20z"/><path class="m" d="M-20 -52 20 70h-112z"/><path class="l" d="M-20 -52-4 70h-58z"/><path class="i" d="m-20 -20 8 90h-38z"/>
    <path class="I" stroke-width="3" d="M-20 -52v-14M-92 70l-6 6M96 70l6 4"/><path class="L" stroke-width="3" d="m6 -24 70 94"/>`,
  'Sleeping Bag': `
    <g transform="rotate(-32)"><path class="d" d="M-30 -78a32 34 0 0 1 64 4l12 90c2 34-10 66-44 66s-46-32-44-66z"/><path class="m" d="M-22 -72a24 26 0 0 1 48 2l12 88c2 28-10 54-36 54s-38-26-36-54z"/>
    <g class="D" stroke-width="3" opacity=".6"><path d="M-30 -18h68M-34 8h76M-34 34h76M-26 58h60"/></g><ellipse class="c" cx="2" cy="-60" rx="18" ry="13"/><path class="A" stroke-width="4" d="M26 -44 34 30"/></g>`,
  'Camping Stove': `
    <path class="a" d="M0 -84c18 18 26 28 14 44h-28c-12-16 0-24 14-44z"/><path class="c" d="M2 -62c8 10 8 14 3 22h-12c-4-8 4-12 9-22z"/>
    <g class="s"><rect x="-60" y="-40" width="120" height="9" rx="4"/><rect x="-42" y="-32" width="9" height="24"/><rect x="33" y="-32" width="9" height="24"/></g><rect class="i" x="-24" y="-28" width="48" height="18" rx="6"/>
    <rect class="s" x="-6" y="-10" width="12" height="14"/><path class="S" stroke-width="5" d="M6 -2h42"/><circle class="d" cx="52" cy="-2" r="8"/><path class="m" d="M-50 20A28 18 0 0 1-22 2h44a28 18 0 0 1 28 18v44a14 14 0 0 1-14 14h-72a14 14 0 0 1-14-14z"/><path class="l" d="M-50 30H50v22H-50z"/><path class="D" stroke-width="4" d="M-26 41h52"/>`,
  'Trekking Poles': `
    <g transform="rotate(14)"><path class="S" stroke-width="5" d="M-26 -40V66"/><path class="M" stroke-width="8" d="M-26 -40V8"/><rect class="w" x="-34" y="-88" width="16" height="42" rx="8"/><path class="I" stroke-width="3" d="M-34 -82c-16 10-14 30-2 36"/><ellipse class="d" cx="-26" cy="62" rx="15" ry="5"/><path class="i" d="M-29 66h6l-3 18z"/><rect class="a" x="-32" y="6" width="12" height="9" rx="2"/></g>
    <g transform="rotate(-14)"><path class="S" stroke-width="5" d="M26 -40V66"/><path class="M" stroke-width="8" d="M26 -40V8"/><rect class="w" x="18" y="-88" width="16" height="42" rx="8"/><path class="I" stroke-width="3" d="M34 -82c16 10 14 30 2 36"/><ellipse class="d" cx="26" cy="62" rx="15" ry="5"/><path class="i" d="M23 66h6l-3 18z"/><rect class="a" x="20" y="6" width="12" height="9" rx="2"/></g>`,
};
