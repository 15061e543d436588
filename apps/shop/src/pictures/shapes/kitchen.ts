export const KITCHEN: Readonly<Record<string, string>> = {
  'Coffee Grinder': `
    <path class="S" stroke-width="6" d="M0 -58v-16h44"/><circle class="w" cx="48" cy="-74" r="9"/>
    <path class="g" d="M-44 -58h88l-16 40h-56z"/><path class="b" d="M-36 -40h72l-8 22h-56z"/><rect class="i" x="-48" y="-64" width="96" height="8" rx="4"/>
    <path class="m" d="M-34 -18h68l8 96h-84z"/><path class="d" d="M-38 34h76l4 44h-84z"/>
    <rect class="l" x="-26" y="44" width="52" height="24" rx="4"/><circle class="a" cx="0" cy="56" r="5"/><circle class="s" cx="0" cy="8" r="12"/><path class="I" stroke-width="3" d="M0 8v-9"/>`,
  'Frying Pan': `
    <g transform="rotate(-24)"><rect class="w" x="52" y="-9" width="46" height="18" rx="9"/><rect class="d" x="36" y="-6" width="28" height="12"/><circle class="i" cx="88" cy="0" r="3.5"/>
    <circle class="d" cx="-22" cy="0" r="64"/><circle class="m" cx="-22" cy="0" r="56"/><circle class="d" cx="-22" cy="0" r="46"/>
    <path class="c" d="M-52 -6c-2-18 22-26 38-16s28 10 24 28-26 26-42 18-19-12-20-30z"/><circle class="a" cx="-22" cy="4" r="12"/><circle class="c" cx="-26" cy="0" r="3" opacity=".7"/></g>`,
  'Chef Knife': `
    <g transform="rotate(-38)"><path class="s" d="M-96 4C-70 34-10 40 22 38V-8h-118z"/><path class="h" d="M-96 4C-70 34-10 40 22 38v-9c-40 2-90-4-118-25z"/>
    <rect class="i" x="20" y="-12" width="9" height="32" rx="2"/><path class="m" d="M28 -12h62a9 9 0 0 1 9 9v8a10 10 0 0 1-14 9c-14-5-30-4-40 0l-17 6z"/>
    <g class="l"><circle cx="42" cy="2" r="3.5"/><circle cx="62" cy="0" r="3.5"/><circle cx="82" cy="0" r="3.5"/></g></g>`,
  Kettle: `
    <path class="I" stroke-width="10" d="M40 -30h22a14 14 0 0 1 14 14v46a22 22 0 0 1-18 20"/>
    <path class="d" d="M-46 -26c-22-2-32 12-42 30l12 4c8-10 14-16 24-16z"/>
    <path class="m" d="M-34 -54h68c14 28 24 72 22 112H-56c-2-40 8-84 22-112z"/><path class="l" d="M-30 -40c-8 24-12 52-12 80h12c0-28 2-56 8-80z" opacity=".8"/>
    <path class="d" d="M-34 -54c2-12 66-12 68 0z"/><circle class="w" cx="0" cy="-68" r="8"/><rect class="i" x="-62" y="58" width="124" height="16" rx="8"/><circle class="a" cx="36" cy="66" r="3.5"/>`,
  'Bread Box': `
    <path class="a" d="M-60 -34c-8-30 26-44 60-44s68 14 60 44z"/><g class="C" stroke-width="5"><path d="m-26 -66 10 20M0 -70l8 20M28 -68l8 18"/></g>
    <rect class="w" x="-90" y="-40" width="180" height="20" rx="8"/><path class="W2" stroke-width="2" d="M-76 -30h60M-2 -30h70"/>
    <rect class="m" x="-84" y="-20" width="168" height="90" rx="16"/><rect class="d" x="-84" y="46" width="168" height="24" rx="12"/>
    <path class="L" stroke-width="5" d="M-26 6h52"/><path class="L" stroke-width="3" d="M-16 18h32"/>`,
};
