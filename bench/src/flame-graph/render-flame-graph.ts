import { escape } from '../page/escape.ts';
import type { Call } from './call-tree.ts';

const WIDTH = 1_600;
const ROW = 17;
const HEAD = 44;
/** What is narrower says nothing to anybody. */
const WIDTH_MIN = 0.6;
const CHARACTER = 6.6;

/** Whose code it is, and in which colour it is shown. The first that fits counts. */
const ROOMS: readonly { readonly name: string; readonly colour: string; readonly holds: RegExp }[] = [
  { name: 'libraries', colour: '#b59ad9', holds: /\/node_modules\// },
  { name: 'asl, engine', colour: '#e8833a', holds: /packages\/(asl|engine)\// },
  { name: 'jetstream', colour: '#5b8def', holds: /packages\/jetstream\// },
  { name: 'other packages', colour: '#4bb58a', holds: /^file:/ },
  { name: 'Node, V8', colour: '#c3c3bd', holds: /^/ },
];

/**
 * A flame graph as SVG, the callers above what they call, as wide as the time they took. It needs no script: a browser
 * shows the function, its file and its time where the pointer rests.
 */
export function renderFlameGraph(root: Call, title: string): string {
  const boxes: string[] = [];
  let rows = 0;
  const draw = (call: Call, left: number, row: number): void => {
    const width = (call.totalUs / root.totalUs) * WIDTH;
    if (width < WIDTH_MIN) return;
    rows = Math.max(rows, row + 1);
    boxes.push(box(call, { left, top: HEAD + row * ROW, width }, root.totalUs));
    let at = left;
    for (const callee of call.callees) {
      draw(callee, at, row + 1);
      at += (callee.totalUs / root.totalUs) * WIDTH;
    }
  };
  if (root.totalUs > 0) draw(root, 0, 0);
  const height = HEAD + rows * ROW + 8;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="ui-monospace, monospace" font-size="11">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fcfcfb"/>`,
    `<text x="8" y="16" font-size="13">${escape(title)}: ${(root.totalUs / 1e6).toFixed(2)} s of processor time</text>`,
    ...legend(),
    ...boxes,
    '</svg>\n',
  ].join('\n');
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

function box(call: Call, { left, top, width }: Place, wholeUs: number): string {
  const file = call.url.replace(/^.*\/(?=node_modules\/)|^.*?\/(?=(packages|bench)\/)/, '');
  const where = file === '' ? '' : ` ${file}:${call.line}`;
  const time = `${(call.totalUs / 1e3).toFixed(1)} ms, ${((100 * call.totalUs) / wholeUs).toFixed(1)} %`;
  const characters = Math.floor((width - 4) / CHARACTER);
  const label = characters < 3 ? '' : escape(call.name.slice(0, characters));
  const colour = ROOMS.find(({ holds }) => holds.test(call.url))?.colour ?? '';
  return (
    `<g><title>${escape(call.name + where)}: ${time}</title>` +
    `<rect x="${left.toFixed(1)}" y="${top}" width="${Math.max(width - 0.4, 0.4).toFixed(1)}" height="${ROW - 1}" fill="${colour}"/>` +
    (label === '' ? '' : `<text x="${(left + 2).toFixed(1)}" y="${top + 12}">${label}</text>`) +
    '</g>'
  );
}

function legend(): readonly string[] {
  return ROOMS.map(
    ({ name, colour }, index) =>
      `<rect x="${8 + index * 160}" y="24" width="11" height="11" fill="${colour}"/>` +
      `<text x="${24 + index * 160}" y="34">${escape(name)}</text>`,
  );
}
