export const FASHION: Readonly<Record<string, string>> = {
  'Rain Jacket': `
    <path class="d" d="M-30 -66c0-28 60-28 60 0l-10 24h-40z"/><path class="d" d="M-46 -48-88 40l26 14 26-60zM46 -48l42 88-26 14-26-60z"/>
    <path class="m" d="M-28 -62h56c14 4 22 10 24 22l4 110a8 8 0 0 1-8 8h-96a8 8 0 0 1-8-8l4-110c2-12 10-18 24-22z"/><path class="i" d="M-20 -64a20 16 0 0 1 40 0l-8 14h-24z"/><path class="L" stroke-width="4" d="M0 -48V76"/><path class="D" stroke-width="5" d="M-42 28l24 4M42 28l-24 4"/><circle class="a" cx="0" cy="-38" r="5"/>`,
  'Knit Sweater': `
    <path class="d" d="M-44 -56-92 34l28 16 30-54zM44 -56l48 90-28 16-30-54z"/><path class="m" d="M-26 -64h52c14 4 22 8 24 18l-2 112H-48l-2-112c2-10 10-14 24-18z"/><path class="d" d="M-48 58h96v18h-96zM-26 -66a26 20 0 0 0 52 0l-8-4a18 12 0 0 1-36 0z"/>
    <g class="L" stroke-width="4" stroke-dasharray="1 9"><path d="M-40 -20h80M-35 -8h70M-40 4h80"/></g><g class="C" stroke-width="4"><path d="m-40 24 10-10 10 10 10-10 10 10 10-10 10 10 10-10 10 10"/></g><path class="L" stroke-width="2" d="M-38 60v14M-22 60v14M-6 60v14M10 60v14M26 60v14M42 60v14" opacity=".6"/>`,
  'Leather Belt': `
    <g class="D"><ellipse cx="6" cy="-4" rx="74" ry="50" stroke-width="25"/></g><g class="M"><ellipse cx="6" cy="-4" rx="74" ry="50" stroke-width="19"/></g><g class="L" stroke-width="1.5" stroke-dasharray="5 4"><ellipse cx="6" cy="-4" rx="67" ry="44"/><ellipse cx="6" cy="-4" rx="80" ry="56"/></g>
    <path class="m" d="M10 36h66a14 14 0 0 1 0 24H10z"/><g class="i"><circle cx="40" cy="48" r="3"/><circle cx="56" cy="48" r="3"/><circle cx="72" cy="48" r="3"/></g><rect class="Y" x="-22" y="28" width="40" height="40" rx="8" stroke-width="7"/><path class="Y" stroke-width="5" d="M-2 48h24"/>`,
  'Walking Shoes': `
    <path class="m" d="M-74 -50c10 8 30 8 40-2l10 4c14 30 32 44 68 50 26 6 40 16 42 38l-4 12H-82l-4-40c8-20 10-40 12-62z"/><path class="d" d="M-74 -50c10 8 30 8 40-2l10 4 4 8c-18 18-42 18-57 10z"/><path class="d" d="M44 2c26 6 40 16 42 38l-2 12H34c-4-22 0-36 10-50z"/>
    <g class="C" stroke-width="5"><path d="m-20 -26 22-12M-6 -10l20-14M10 2l18-16"/></g><path class="w" d="M-84 48H84a8 8 0 0 1 4 8c0 8-4 10-10 10H-78c-8 0-10-10-6-18z"/><path class="i" d="M-86 64H88v6l-8 6H-80l-6-6z"/><circle class="a" cx="-56" cy="16" r="7"/>`,
  'Wool Scarf': `
    <path class="d" d="M-60 -40c0-54 120-54 120 0 0 30-40 44-62 44s-58-14-58-44z"/><path class="m" d="M-60 -38C-60 -84 60 -84 60 -38c-10 22-36 30-60 30s-50-8-60-30z"/><path class="i" d="M-36 -46c6-20 66-20 72 0-18 12-54 12-72 0z" opacity=".55"/>
    <path class="d" d="m-30 -8 34 6-12 76h-40z"/><path class="m" d="M-4 -10 36 -14l18 84H12z"/><g class="L" stroke-width="7"><path d="m4 10 38-4M10 30l38-4"/></g><path class="A" stroke-width="5" d="m15 48 36-4"/><g class="M" stroke-width="4"><path d="M14 70v14M24 70v14M34 69v14M44 68v14M52 68v12"/></g><g class="D" stroke-width="4"><path d="M-46 74v10M-36 74v10M-26 74v10M-14 74v10"/></g>`,
};
