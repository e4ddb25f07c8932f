/** The page's own style, in light and in dark; nothing is loaded from anywhere. */
export const STYLE_SHEET = `
:root { color-scheme: light dark; --page: #fcfcfb; --ink: #1b1b1a; --faint: #6b6b67; --line: #dededa;
  --ours: #2563c9; --ours-too: #7aa5e8; --floor: #a3a39d; --peer-1: #d9591f; --peer-2: #178f65; --peer-3: #7c4fc4;
  --met: #157347; --missed: #b42318; }
@media (prefers-color-scheme: dark) { :root { --page: #181817; --ink: #eeeeea; --faint: #a2a29c; --line: #3a3a37;
  --ours: #6fa3f5; --ours-too: #3f6db5; --floor: #7d7d77; --peer-1: #f0834f; --peer-2: #3cc495; --peer-3: #b08cf0;
  --met: #57c48a; --missed: #f58d82; } }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: .95rem; font-weight: 600; margin: 1.25rem 0 .25rem; } p { max-width: 60rem; margin: .4rem 0; }
.facts, .limits, summary, figcaption { color: var(--faint); }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
th { font-weight: 600; } .right { text-align: right; } .met { color: var(--met); font-weight: 600; }
.missed { color: var(--missed); font-weight: 600; }
.plots { display: flex; flex-wrap: wrap; gap: 1rem 2rem; } svg { max-width: 100%; height: auto; }
svg text { fill: var(--faint); font-size: 12px; } svg .figure { fill: var(--ink); }
.grid { stroke: var(--line); fill: none; } .reach { stroke: var(--ink); stroke-width: 1.5; fill: none; }
.curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
.curve.variant { stroke-dasharray: 6 3; } i.variant { clip-path: inset(30% 0); }
.legend span { margin-right: 1rem; white-space: nowrap; } .legend i { display: inline-block; width: .8rem;
  height: .8rem; border-radius: 2px; margin-right: .35rem; vertical-align: -1px; }
${['ours', 'ours-too', 'floor', 'peer-1', 'peer-2', 'peer-3'].map(colourRules).join('\n')}
`;

function colourRules(name: string): string {
  return `rect.${name} { fill: var(--${name}); } .curve.${name} { stroke: var(--${name}); } i.${name} { background: var(--${name}); }`;
}
