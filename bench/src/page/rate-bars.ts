import type { CaseReport } from '../harness/report.ts';
import { systemText } from '../harness/workload.ts';
import { rate } from '../render/quantity.ts';
import { colourClass } from './colour-class.ts';
import { escape } from './escape.ts';

/** How much each system does in a second under one load: a bar each, with a line from the least to the best round. */
export function rateBars(cases: readonly CaseReport[], unit: string): string {
  const most = Math.max(...cases.map(({ unitsPerSecond }) => unitsPerSecond.max));
  const rows = cases.map((each) => bar(each, 100 / most, unit));
  const caption = `${unit}s a second: the median, and a line from the least to the best round`;
  return `<figure class="rates"><figcaption>${escape(caption)}</figcaption>${rows.join('')}</figure>`;
}

function bar(of: CaseReport, percentPerUnit: number, unit: string): string {
  const { median, min, max } = of.unitsPerSecond;
  const percent = (perSecond: number) => `${(perSecond * percentPerUnit).toFixed(2)}%`;
  return (
    `<div class="rate"><span class="name">${escape(systemText(of))}</span>` +
    `<span class="track"><i class="${colourClass(of)}" style="width:${percent(median)}"></i>` +
    `<b style="left:${percent(min)};width:${percent(max - min)}"></b></span>` +
    `<span class="figure">${escape(`${rate(of.unitsPerSecond)} ${unit}s/s`)}</span></div>`
  );
}
