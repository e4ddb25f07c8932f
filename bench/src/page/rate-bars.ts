import type { CaseReport } from '../harness/report.ts';
import { systemText } from '../harness/workload.ts';
import { rate } from '../render/quantity.ts';
import { colourClass } from './colour-class.ts';
import { escape } from './escape.ts';

const WIDTH = 720;
const LABEL = 290;
const BAR_MAX = 200;
const ROW = 26;
const BAR = 14;

/** How much each system does in a second under one load: a bar each, with a line from the least to the best round. */
export function rateBars(cases: readonly CaseReport[], unit: string): string {
  const most = Math.max(...cases.map(({ unitsPerSecond }) => unitsPerSecond.max));
  const height = cases.length * ROW + 4;
  const rows = cases.map((each, index) => bar(each, index * ROW + 2, BAR_MAX / most, unit));
  return (
    `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" ` +
    `aria-label="${escape(`${unit}s a second`)}">${rows.join('')}</svg>`
  );
}

function bar(of: CaseReport, top: number, scale: number, unit: string): string {
  const { median, min, max } = of.unitsPerSecond;
  const middle = top + ROW / 2;
  const x = (perSecond: number) => (LABEL + perSecond * scale).toFixed(1);
  const text = `${rate(of.unitsPerSecond)} ${unit}s/s`;
  return (
    `<g><title>${escape(`${systemText(of)}: ${text}`)}</title>` +
    `<text x="${LABEL - 8}" y="${middle + 4}" text-anchor="end">${escape(systemText(of))}</text>` +
    `<rect class="${colourClass(of)}" x="${LABEL}" y="${middle - BAR / 2}" rx="2" ` +
    `width="${Math.max(1, median * scale).toFixed(1)}" height="${BAR}"/>` +
    `<path class="reach" d="M${x(min)} ${middle}H${x(max)}"/>` +
    `<text class="figure" x="${Number(x(max)) + 8}" y="${middle + 4}">${escape(text)}</text></g>`
  );
}
