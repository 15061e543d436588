export const HOME_OFFICE: Readonly<Record<string, string>> = {
  'Desk Lamp': `
    <path class="glow" d="m18 -34 74 104H-20z"/>
    <ellipse class="d" cx="-42" cy="74" rx="42" ry="9"/><path class="D" stroke-width="8" d="m-42 72-20-66L4 -58"/>
    <circle class="l" cx="-62" cy="6" r="8"/><path class="m" d="M-8 -76 34 -52a6 6 0 0 1 2 8L20 -20c-16-2-38-18-46-34z"/>
    <path class="a" d="M-26 -54c8 16 30 32 46 34l-5 8c-6 2-14-2-24-11s-20-17-22-23z"/>`,
  'Standing Desk': `
    <rect class="i" x="-26" y="-78" width="62" height="40" rx="4"/><rect class="h" x="-21" y="-73" width="52" height="30" rx="2"/><path class="I" stroke-width="5" d="M5 -38v12M-8 -26h26"/>
    <path class="m" d="M-66 -26v-22h18v22z"/><path class="L" stroke-width="3" d="M-57 -50c-8-10-2-18 0-26M-57 -50c6-8 12-10 14-18"/>
    <rect class="w" x="-94" y="-26" width="188" height="14" rx="5"/><rect class="W3" x="-94" y="-17" width="188" height="5" rx="2"/>
    <path class="m" d="M-70 -12h18v50h-18zM52 -12h18v50H52z"/><path class="d" d="M-66 30h10v40h-10zM56 30h10v40H56z"/><path class="i" d="M-86 70h50v8h-50zM36 70h50v8H36z"/><rect class="d" x="-52" y="-8" width="104" height="8"/><circle class="a" cx="34" cy="-4" r="3"/>`,
  'Monitor Stand': `
    <rect class="i" x="-70" y="-80" width="140" height="84" rx="6"/><rect class="h" x="-63" y="-73" width="126" height="66" rx="3"/><path class="a" d="m-63 -7 40-36 24 20 22-16 40 32z" opacity=".75"/>
    <path class="s" d="M-10 4h20l4 18h-28z"/><rect class="w" x="-92" y="22" width="184" height="14" rx="5"/><rect class="W3" x="-92" y="31" width="184" height="5" rx="2"/>
    <path class="m" d="M-84 36h20v38h-20zM64 36h20v38H64z"/><rect class="d" x="-50" y="60" width="100" height="13" rx="4"/><g class="L" stroke-width="3" stroke-dasharray="6 4"><path d="M-44 66h88"/></g>`,
  'Mechanical Keyboard': `
    <g transform="rotate(-8)"><rect class="d" x="-94" y="-38" width="188" height="88" rx="12"/><rect class="m" x="-94" y="-44" width="188" height="86" rx="12"/>
    <g class="K"><path d="M-78 -26h156M-78 -4h156M-78 18h30M62 18h16"/></g><path class="K2" d="M-36 18h84"/>
    <path class="A" stroke-width="15" d="M-78 -26h.1M70 -4h8"/></g>`,
  'Office Chair': `
    <path class="S" stroke-width="7" d="M0 34v26M0 58l-44 14M0 58l44 14M0 58v16"/><g class="i"><circle cx="-46" cy="76" r="6"/><circle cx="46" cy="76" r="6"/><circle cx="0" cy="80" r="6"/></g>
    <path class="D" stroke-width="7" d="M-38 22h-22v-22M38 22h22v-22"/><rect class="i" x="-74" y="-8" width="28" height="9" rx="4.5"/><rect class="i" x="46" y="-8" width="28" height="9" rx="4.5"/>
    <rect class="d" x="-7" y="-10" width="14" height="34"/><path class="m" d="M-36 -84h72a10 10 0 0 1 10 11l-7 62a12 12 0 0 1-12 11h-54a12 12 0 0 1-12-11l-7-62a10 10 0 0 1 10-11z"/>
    <g class="L" stroke-width="3" opacity=".7"><path d="M-34 -66h68M-32 -50h64M-30 -34h60M-28 -18h56"/></g><path class="m" d="M-46 16h92a9 9 0 0 1 9 9v4a12 12 0 0 1-12 12h-86a12 12 0 0 1-12-12v-4a9 9 0 0 1 9-9z"/>`,
};
