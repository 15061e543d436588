export const CYCLING: Readonly<Record<string, string>> = {
  'Bike Helmet': `
    <path class="I" stroke-width="5" d="M-58 22c6 34 26 46 44 48M40 22C34 52 16 68-6 70"/><rect class="i" x="-20" y="64" width="20" height="12" rx="4"/>
    <path class="m" d="M-88 20c-4-58 38-92 92-88 46 4 82 36 84 74 0 10-6 14-16 14z"/><path class="d" d="M-88 20c0 10 6 14 16 14H66c14 0 22-4 22-14z"/>
    <g class="D" stroke-width="10"><path d="M-62 -8c8-26 26-40 48-44M-28 0c6-26 22-42 46-48M12 4c8-24 20-36 36-40M48 8c4-12 10-20 18-24"/></g><circle class="a" cx="-76" cy="26" r="5"/>`,
  'Pannier Bag': `
    <path class="I" stroke-width="6" d="M-50 -60v-16h20v16M30 -60v-16h20v16"/><rect class="d" x="-62" y="-62" width="124" height="26" rx="10"/><path class="D" stroke-width="3" d="M-56 -48h112"/>
    <path class="m" d="M-62 -40H62l8 108a10 10 0 0 1-10 10H-60a10 10 0 0 1-10-10z"/><path class="d" d="M-67 30H67l3 38a10 10 0 0 1-10 10H-60a10 10 0 0 1-10-10z"/>
    <path class="l" d="M-9 -66H9v60H-9z"/><rect class="i" x="-13" y="-10" width="26" height="14" rx="4"/><path class="h" d="M-56 12h24v10h-24zM32 12h24v10H32z"/><circle class="a" cx="0" cy="54" r="8"/>`,
  'Bike Light Set': `
    <path class="glow" d="M-20 -40 96 -84V26L-20 0z"/><rect class="m" x="-84" y="-46" width="66" height="50" rx="14"/><rect class="s" x="-24" y="-42" width="14" height="42" rx="6"/><path class="i" d="M-66 4h30v14a6 6 0 0 1-6 6h-18a6 6 0 0 1-6-6z"/><circle class="a" cx="-64" cy="-21" r="6"/>
    <rect class="d" x="16" y="22" width="56" height="52" rx="14"/><circle class="r" cx="44" cy="48" r="18"/><circle class="r2" cx="44" cy="48" r="9"/><path class="i" d="M30 74h28v6H30z"/>`,
  'Floor Pump': `
    <rect class="w" x="-40" y="-88" width="80" height="15" rx="7"/><path class="S" stroke-width="7" d="M0 -74v40"/><rect class="m" x="-13" y="-36" width="26" height="104" rx="5"/><path class="L" stroke-width="5" d="M-5 -26v80"/>
    <path class="I" stroke-width="6" d="M13 48c44 0 46-30 46-56 0-20-10-26-20-26"/><rect class="i" x="24" y="-40" width="20" height="12" rx="4"/><circle class="s" cx="0" cy="44" r="23"/><circle class="c" cx="0" cy="44" r="18"/><path class="A" stroke-width="4" d="m0 44 9-10"/><path class="d" d="M-52 68H52l6 10H-58z"/>`,
  'Folding Lock': `
    <g class="D" stroke-width="21"><path d="M-58 30-46 -40 14 -66 62 -22 54 32"/></g><g class="M" stroke-width="15"><path d="M-58 30-46 -40 14 -66 62 -22 54 32"/></g><g class="s"><circle cx="-46" cy="-40" r="7"/><circle cx="14" cy="-66" r="7"/><circle cx="62" cy="-22" r="7"/></g>
    <rect class="i" x="-78" y="24" width="152" height="48" rx="18"/><circle class="s" cx="-2" cy="48" r="15"/><path class="i" d="M-5 42a4 4 0 1 1 6 0l2 13h-10z"/><circle class="a" cx="48" cy="48" r="5"/>`,
};
