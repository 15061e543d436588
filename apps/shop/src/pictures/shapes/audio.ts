/** Drawn around the origin, between -90 and 90; what the letters of the classes mean stands in `draw-picture.ts`. */
export const AUDIO: Readonly<Record<string, string>> = {
  'Wireless Headphones': `
    <path class="D" stroke-width="16" d="M-62 22V4a62 66 0 0 1 124 0v18"/>
    <path class="L" stroke-width="4" d="M-56 -8a58 60 0 0 1 112 0"/>
    <rect class="d" x="-56" y="12" width="18" height="62" rx="9"/><rect class="d" x="38" y="12" width="18" height="62" rx="9"/>
    <rect class="m" x="-86" y="6" width="36" height="72" rx="18"/><rect class="m" x="50" y="6" width="36" height="72" rx="18"/>
    <rect class="l" x="-78" y="20" width="7" height="34" rx="3.5"/><circle class="a" cx="74" cy="60" r="4"/>`,
  'Bluetooth Speaker': `
    <path class="W" stroke-width="7" d="M74 -26c34 6 30 34 4 42"/>
    <rect class="m" x="-84" y="-46" width="164" height="100" rx="46"/>
    <rect class="d" x="-66" y="-30" width="128" height="68" rx="32"/>
    <g class="l"><circle cx="-34" cy="4" r="22"/><circle cx="30" cy="4" r="22"/></g>
    <g class="i"><circle cx="-34" cy="4" r="15"/><circle cx="30" cy="4" r="15"/></g>
    <g class="s"><circle cx="-34" cy="4" r="5"/><circle cx="30" cy="4" r="5"/></g><circle class="a" cx="-2" cy="-38" r="3"/>`,
  'Record Player': `
    <rect class="m" x="-90" y="-52" width="180" height="118" rx="10"/><rect class="d" x="-90" y="48" width="180" height="24" rx="8"/>
    <circle class="s" cx="-22" cy="-2" r="50"/><circle class="i" cx="-22" cy="-2" r="46"/>
    <g class="S" stroke-width="1" opacity=".35"><circle cx="-22" cy="-2" r="38"/><circle cx="-22" cy="-2" r="30"/><circle cx="-22" cy="-2" r="24"/></g>
    <circle class="a" cx="-22" cy="-2" r="16"/><circle class="c" cx="-22" cy="-2" r="3"/>
    <path class="S" stroke-width="5" d="M64 -34 54 22 24 36"/><circle class="s" cx="64" cy="-34" r="11"/><rect class="i" x="14" y="30" width="18" height="11" rx="3"/>
    <circle class="l" cx="70" cy="60" r="5"/>`,
  'Desk Microphone': `
    <ellipse class="d" cx="0" cy="76" rx="50" ry="10"/><rect class="s" x="-4" y="34" width="8" height="40"/>
    <path class="S" stroke-width="7" d="M-40 -26v10a40 44 0 0 0 80 0v-10"/>
    <rect class="m" x="-27" y="-84" width="54" height="98" rx="27"/><path class="d" d="M-27 -16h54v3a27 27 0 0 1-54 0z"/>
    <g class="L" stroke-width="3"><path d="M-18 -60h36M-22 -46h44M-22 -32h44"/></g><circle class="a" cx="0" cy="0" r="4"/>`,
  'Kitchen Radio': `
    <path class="W" stroke-width="8" d="M-58 -46v-14a8 8 0 0 1 8-8h100a8 8 0 0 1 8 8v14"/>
    <rect class="m" x="-88" y="-50" width="176" height="112" rx="18"/>
    <circle class="d" cx="-38" cy="6" r="38"/><g class="L" stroke-width="3"><path d="M-66 -10h56M-72 6h68M-66 22h56"/></g>
    <rect class="i" x="14" y="-32" width="58" height="26" rx="5"/><path class="A" stroke-width="3" d="M22 -19h20M52 -26v14"/>
    <circle class="c" cx="43" cy="28" r="20"/><path class="I" stroke-width="3" d="m43 28 9-12"/>
    <rect class="i" x="-68" y="62" width="22" height="8" rx="3"/><rect class="i" x="46" y="62" width="22" height="8" rx="3"/>`,
};
