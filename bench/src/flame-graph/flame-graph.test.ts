import { describe, expect, it } from 'vitest';

import { callTree, type CpuProfile } from './call-tree.ts';
import { renderFlameGraph } from './render-flame-graph.ts';

const frame = (functionName: string, url = '') => ({ functionName, url, lineNumber: 6 });

/** `main` calls `decide` (30 µs of its own) and `<store>` (10 µs); 50 µs are idle. */
const PROFILE: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3] },
    { id: 2, callFrame: frame('main', 'file:///x/packages/edge-node/src/main.ts'), children: [5, 4] },
    { id: 3, callFrame: frame('(idle)') },
    { id: 4, callFrame: frame('decide', 'file:///x/packages/engine/src/decide/decide.ts') },
    { id: 5, callFrame: frame('<store>', 'file:///packages/x/node_modules/store/packages/store.js') },
  ],
  samples: [2, 4, 3, 5, 4],
  timeDeltas: [5, 10, 50, 10, 20],
};

describe('the tree of calls of a profile', () => {
  it('has the time of each function with all that it called, and none in which nothing ran', () => {
    const root = callTree(PROFILE);
    expect(root).toMatchObject({ name: '(root)', totalUs: 45, callees: [{ name: 'main', totalUs: 45 }] });
    expect(root.callees).toHaveLength(1);
    expect(root.callees[0]?.callees.map(({ name, totalUs, line }) => [name, totalUs, line])).toEqual([
      ['decide', 30, 7],
      ['<store>', 10, 7],
    ]);
  });

  it('is empty for a process that did nothing', () => {
    const idle = { nodes: [{ id: 1, callFrame: frame('(root)') }], samples: [], timeDeltas: [] };
    expect(renderFlameGraph(callTree(idle), 'idle')).toContain('idle: 0.00 s');
  });
});

describe('a flame graph', () => {
  const svg = renderFlameGraph(callTree(PROFILE), 'a node & its work');

  it('says of each function where it is and how long it took, with all signs of XML escaped', () => {
    expect(svg).toContain('a node &amp; its work: 0.00 s of processor time');
    expect(svg).toContain('<title>decide packages/engine/src/decide/decide.ts:7: 0.0 ms, 66.7 %</title>');
    expect(svg).toContain(
      '<title>&lt;store&gt; node_modules/store/packages/store.js:7: 0.0 ms, 22.2 %</title>',
    );
  });

  it('shows by its colour whose code it is, wherever the project and its libraries lie', () => {
    const colours = new Map(
      [...svg.matchAll(/<title>([^ :]+).*?<\/title>.*?fill="([^"]+)"/g)].map(([, name, colour]) => [
        name,
        colour,
      ]),
    );
    const legend = new Map(
      [...svg.matchAll(/fill="([^"]+)"\/><text[^>]*y="34">([^<]+)</g)].map(([, colour, name]) => [
        name,
        colour,
      ]),
    );
    expect(colours.get('decide')).toBe(legend.get('asl, engine'));
    expect(colours.get('&lt;store&gt;')).toBe(legend.get('libraries'));
    expect(colours.get('main')).toBe(legend.get('other packages'));
    expect(colours.get('(root)')).toBe(legend.get('Node, V8'));
  });

  it('is as wide as the time: callees stand below their caller, side by side', () => {
    const widths = [...svg.matchAll(/<g>.*?x="([\d.]+)" y="(\d+)" width="([\d.]+)"/g)].map((match) =>
      match.slice(1).map(Number),
    );
    expect(widths).toEqual([
      [0, 44, 1599.6],
      [0, 61, 1599.6],
      [0, 78, 1066.3],
      [1066.7, 78, 355.2],
    ]);
  });
});
