export const WELLNESS: Readonly<Record<string, string>> = {
  'Yoga Mat': `
    <path class="d" d="M-60 30h150a8 8 0 0 1 8 8v24H-60z"/><path class="m" d="M-60 30h140v22H-60z"/><path class="L" stroke-width="3" d="M-10 41h80"/>
    <circle class="d" cx="-50" cy="16" r="46"/><circle class="m" cx="-50" cy="16" r="40"/><path class="D" stroke-width="5" d="M-50 46a30 30 0 1 1 28-22 22 22 0 1 1-42-8 14 14 0 0 1 24 4"/><path class="A" stroke-width="8" d="M-92 -4c20-30 60-36 84-10"/>`,
  'Massage Ball Set': `
    <circle class="m" cx="-32" cy="20" r="50"/><circle class="d" cx="52" cy="34" r="36"/><circle class="a" cx="26" cy="-42" r="26"/><path class="l" d="M-66 -2a40 40 0 0 1 26-20l4 10a30 30 0 0 0-20 16z"/><g class="D" stroke-width="8"><path d="M-32 20h.1M-10 4h.1M-8 34h.1M-34 46h.1M-56 26h.1M-38 -6h.1"/></g><g class="L" stroke-width="3"><path d="M30 16a30 30 0 0 1 20-8"/></g><path class="C" stroke-width="3" d="M12 -52a18 18 0 0 1 12-8"/>`,
  'Aroma Diffuser': `
    <g class="P" stroke-width="6"><path d="M-8 -40c-16-14 12-22 0-40M12 -40c-12-12 12-18 4-32"/></g><path class="m" d="M-10 -36h20c6 22 44 40 44 76 0 24-20 36-54 36s-54-12-54-36c0-36 38-54 44-76z"/><path class="d" d="M-54 44c0 24 20 32 54 32s54-8 54-32z"/><path class="l" d="M-20 -10c-14 14-22 26-22 44h10c0-16 6-28 18-40z"/><path class="A" stroke-width="5" d="M-50 44H50"/><circle class="c" cx="0" cy="60" r="5"/>`,
  'Weighted Blanket': `
    <rect class="d" x="-84" y="34" width="168" height="40" rx="18"/><rect class="m" x="-80" y="-2" width="160" height="42" rx="19"/><rect class="l" x="-76" y="-38" width="152" height="42" rx="19"/><rect class="m" x="-70" y="-66" width="140" height="34" rx="16"/>
    <g class="D" stroke-width="2.5" stroke-dasharray="7 6"><path d="M-66 19H66M-62 -17H62M-56 -49H56"/></g><path class="C" stroke-width="2.5" stroke-dasharray="7 6" d="M-68 55H68"/><path class="a" d="M42 34h16v24H42z"/>`,
  'Meditation Cushion': `
    <ellipse class="d" cx="0" cy="52" rx="86" ry="26"/><path class="m" d="M-78 6C-88 46-60 66 0 66S88 46 78 6z"/><ellipse class="l" cx="0" cy="4" rx="78" ry="28"/><g class="M" stroke-width="3"><path d="M0 4-60 -12M0 4-20 -22M0 4l22-26M0 4l60-16M0 4l74 2M0 4l50 22M0 4-2 32M0 4-52 24M0 4-74 6"/></g><circle class="d" cx="0" cy="3" r="7"/><path class="W" stroke-width="7" d="M-24 48c4 14 44 14 48 0"/>`,
};
