export const GARDEN: Readonly<Record<string, string>> = {
  'Pruning Shears': `
    <g transform="rotate(28)"><path class="s" d="M6 -4C22 -40 20 -70 2 -90c-16 24-22 52-14 88z"/><path class="h" d="M-6 0c-24-18-38-20-46-42 24 0 44 10 56 34z"/>
    <path class="M" stroke-width="15" d="M-6 10C-30 34-34 54-30 82"/><path class="D" stroke-width="15" d="M8 8c26 22 32 44 28 72"/><circle class="i" cx="0" cy="2" r="11"/><circle class="s" cx="0" cy="2" r="4"/><path class="S" stroke-width="3" d="m-14 30 8-6 6 8 8-6 6 8"/></g>`,
  'Watering Can': `
    <path class="D" stroke-width="9" d="M-34 -28c0-46 66-46 70 -6M44 -10c52-6 48 60 4 62"/><path class="d" d="M-38 22-84 -40l12-8 44 46z"/><path class="y" d="m-94 -36 22-22 6 8-20 20z"/>
    <path class="m" d="M-44 -26h92l6 92a12 12 0 0 1-12 12h-80a12 12 0 0 1-12-12z"/><path class="L" stroke-width="5" d="M-46 2h96"/><ellipse class="d" cx="2" cy="-26" rx="46" ry="9"/><g class="B" stroke-width="4"><path d="m-98 -20-4 10M-86 -14l-4 10M-100 2l-2 8"/></g>`,
  'Raised Bed': `
    <g class="e"><path d="M-52 -8c-26-6-30-28-26-42 20 4 32 18 26 42zM-52 -8c0-26 14-38 30-40 4 20-6 36-30 40zM0 -8c-18-14-18-40 0-58 18 18 18 44 0 58zM52 -8c-20-8-26-22-24-38 20 4 28 18 24 38zM52 -8c-2-22 12-34 28-34 4 18-6 32-28 34z"/></g><circle class="r" cx="-4" cy="-30" r="8"/><circle class="a" cx="62" cy="-30" r="6"/>
    <path class="b" d="M-84 -10H84v16H-84z"/><path class="w" d="M-92 0H92v70H-92z"/><path class="W2" stroke-width="3" d="M-92 22H92M-92 46H92"/><path class="m" d="M-94 -6h14v80h-14zM80 -6h14v80H80z"/><g class="s"><circle cx="-87" cy="12" r="3"/><circle cx="-87" cy="56" r="3"/><circle cx="87" cy="12" r="3"/><circle cx="87" cy="56" r="3"/></g>`,
  'Garden Hose': `
    <g class="D"><circle cx="-4" cy="10" r="58" stroke-width="17"/></g><g class="M"><circle cx="-4" cy="10" r="58" stroke-width="11"/><circle cx="-4" cy="10" r="40" stroke-width="13"/></g><g class="L" stroke-width="3" opacity=".7"><circle cx="-4" cy="10" r="60"/><circle cx="-4" cy="10" r="42"/></g>
    <path class="D" stroke-width="15" d="M54 8c2-40 14-60 30-66"/><path class="y" d="m72 -52 14-24 16 8-16 24z"/><path class="i" d="m84 -74 6-14 20 10-8 14z"/><path class="A" stroke-width="8" d="M-52 40c12 16 28 24 44 26"/>`,
  'Bird Feeder': `
    <path class="I" stroke-width="3" d="M0 -90v22"/><path class="m" d="M0 -76 62 -32H-62z"/><path class="d" d="M-62 -32H62v8H-62z"/><path class="g" d="M-34 -24h68v66h-68z"/><path class="y" d="M-34 0c20-8 44 8 68 0v42h-68z"/><g class="W2" stroke-width="3"><path d="M-34 -24v66M34 -24v66"/></g>
    <rect class="w" x="-66" y="42" width="132" height="12" rx="5"/><path class="r" d="M40 20c14-10 32-2 34 14l14 2-14 6c-6 8-24 8-32 0z"/><circle class="i" cx="66" cy="26" r="2.5"/><path class="I" stroke-width="2" d="M54 40v5M60 40v5"/>`,
};
