/** The page's own style, in light and in dark, on wide and on narrow screens; nothing is loaded from anywhere. */
export const STYLE_SHEET = `
:root { color-scheme: light dark; --page: #fcfcfb; --ink: #1b1b1a; --faint: #64645f; --line: #dededa; --track: #f0f0ee;
  --ours: #2563c9; --ours-too: #7aa5e8; --floor: #8f8f89; --peer-1: #d9591f; --peer-2: #178f65; --peer-3: #7c4fc4;
  --met: #157347; --missed: #b42318; }
@media (prefers-color-scheme: dark) { :root { --page: #181817; --ink: #eeeeea; --faint: #a8a8a2; --line: #3a3a37;
  --track: #232322; --ours: #6fa3f5; --ours-too: #3f6db5; --floor: #8a8a84; --peer-1: #f0834f; --peer-2: #3cc495;
  --peer-3: #b08cf0; --met: #57c48a; --missed: #f58d82; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 1.5rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; line-height: 1.35; margin: 2.5rem 0 .5rem; }
h3 { font-size: .95rem; font-weight: 600; margin: 1.5rem 0 .4rem; }
p, li { max-width: 60rem; } p { margin: .4rem 0; } ul { padding-left: 1.25rem; margin: .4rem 0; }
code { font: .9em ui-monospace, monospace; }
.facts, .limits, summary, figcaption { color: var(--faint); } summary { cursor: pointer; margin: .5rem 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
th { font-weight: 600; } th.right, td.right { text-align: right; }
th:first-child, td:first-child { padding-left: 0; }
.met { color: var(--met); font-weight: 600; } .missed { color: var(--missed); font-weight: 600; }
.plots { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1rem 2.5rem; align-items: start; }
figure { margin: 0; font-size: 12px; } figcaption { margin-bottom: .6rem; }
.rates { display: grid; grid-template-columns: fit-content(13rem) minmax(0, 1fr) max-content; gap: 0 .6rem; }
.rates figcaption, .rate { grid-column: 1 / -1; }
.rate { display: grid; grid-template-columns: subgrid; align-items: center; min-height: 1.7rem; line-height: 1.3; }
.rate .name { color: var(--faint); text-align: right; } .rate .figure { font-variant-numeric: tabular-nums; }
.track { position: relative; height: 14px; background: var(--track); border-radius: 2px; }
.track i, .track b { position: absolute; } .track i { inset: 0 auto 0 0; min-width: 1px; border-radius: 2px; }
.track b { top: 50%; border-top: 1.5px solid var(--ink); }
.plot { position: relative; height: 15rem; margin: .6rem 1.5rem 1.8rem 3.6rem; color: var(--faint); }
.plot svg { position: absolute; width: 100%; height: 100%; overflow: visible; }
.plot span { position: absolute; white-space: nowrap; line-height: 1; }
.plot .x { top: calc(100% + .5rem); transform: translateX(-50%); }
.plot .y { right: calc(100% + .4rem); transform: translateY(-50%); }
.plot path, .plot polyline { vector-effect: non-scaling-stroke; fill: none; }
.grid { stroke: var(--line); } .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
.curve.dashed-1 { stroke-dasharray: 7 3; } .curve.dashed-2 { stroke-dasharray: 2 2.5; }
.curve.dashed-3 { stroke-dasharray: 12 3 2 3; }
.legend { margin: 0 0 0 3.6rem; line-height: 1.6; } .legend span { display: inline-block; margin-right: 1rem; }
.legend .key { width: 32px; height: 8px; margin-right: .35rem; vertical-align: middle; }
@media (max-width: 62rem) { .plots { grid-template-columns: minmax(0, 44rem); } }
@media (max-width: 38rem) { body { padding: 1rem; }
  th, td { padding: .2rem .4rem; }
  th:first-child, td:first-child { white-space: normal; min-width: 7.5rem; position: sticky; left: 0;
    background: var(--page); }
  .wraps table { font-size: .78rem; } .wraps th, .wraps td { white-space: normal; vertical-align: top; }
  .wraps th:first-child, .wraps td:first-child { min-width: 6rem; }
  .rates { display: block; } .rate { grid-template-columns: minmax(0, 1fr) auto; gap: .1rem .6rem; margin-bottom: .5rem; }
  .rate .name { text-align: left; } .track { grid-row: 2; grid-column: 1 / -1; }
  .plot { margin-right: 1.2rem; } .legend { margin-left: 0; } }
${['ours', 'ours-too', 'floor', 'peer-1', 'peer-2', 'peer-3'].map(colourRules).join('\n')}
`;

function colourRules(name: string): string {
  return `.curve.${name} { stroke: var(--${name}); } i.${name} { background: var(--${name}); }`;
}
