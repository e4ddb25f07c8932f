import type { CaseReport } from '../harness/report.ts';
import { systemText } from '../harness/workload.ts';
import { duration } from '../render/quantity.ts';
import { colourClass } from './colour-class.ts';
import { escape } from './escape.ts';
import { LatencyScale } from './latency-scale.ts';

/** So many ways to dash a line the style sheet has. */
const DASHES = 3;

const CAPTION =
  'latency: so many per cent of the operations took at most so long (both axes are logarithmic)';

/**
 * The latencies of all systems under one load: how many per cent of the operations took at most how long. The drawing
 * stretches with the page, and the texts beside it keep their size.
 */
export function latencyCurves(cases: readonly CaseReport[]): string {
  const measured = cases.filter(({ latencyCurve }) => latencyCurve.length > 0);
  const all = measured.flatMap(({ latencyCurve }) => latencyCurve.map(({ us }) => us));
  if (all.length === 0) return '';
  const scale = new LatencyScale(Math.min(...all), Math.max(...all));
  return (
    `<figure><figcaption>${CAPTION}</figcaption><div class="plot">` +
    `<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label="latency by percentile">` +
    `${grid(scale)}${measured.map((each) => curve(each, lineClass(each, measured), scale)).join('')}</svg>${ticks(scale)}</div>` +
    `<p class="legend">${measured.map((each) => legend(each, lineClass(each, measured))).join(' ')}</p></figure>`
  );
}

function grid(scale: LatencyScale): string {
  const across = scale.ticksUs.map((us) => `<path class="grid" d="M0 ${scale.y(us).toFixed(2)}H100"/>`);
  const along = scale.ticksPercent.map(
    (percent) => `<path class="grid" d="M${scale.x(percent).toFixed(2)} 0V100"/>`,
  );
  return [...across, ...along].join('');
}

function ticks(scale: LatencyScale): string {
  const across = scale.ticksUs.map(
    (us) => `<span class="y" style="top:${scale.y(us).toFixed(2)}%">${escape(duration(us))}</span>`,
  );
  const along = scale.ticksPercent.map(
    (percent) => `<span class="x" style="left:${scale.x(percent).toFixed(2)}%">${percent} %</span>`,
  );
  return [...across, ...along].join('');
}

function curve(of: CaseReport, line: string, scale: LatencyScale): string {
  const points = of.latencyCurve
    .map(({ percent, us }) => `${scale.x(percent).toFixed(2)},${scale.y(us).toFixed(2)}`)
    .join(' ');
  const { p50Us, p99Us } = of.latency;
  const title = `${systemText(of)}: p50 ${duration(p50Us)}, p99 ${duration(p99Us)}`;
  return `<polyline class="curve ${line}" points="${points}"><title>${escape(title)}</title></polyline>`;
}

/** Variants are dashed, each in its own way, so that those of the same colour can be told apart. */
function lineClass(of: CaseReport, plotted: readonly CaseReport[]): string {
  const colour = colourClass(of);
  if (of.variant === undefined) return colour;
  const alike = plotted.filter((each) => each.variant !== undefined && colourClass(each) === colour);
  return `${colour} dashed-${(alike.indexOf(of) % DASHES) + 1}`;
}

function legend(of: CaseReport, line: string): string {
  const key = `<svg class="key" viewBox="0 0 32 8" aria-hidden="true"><path class="curve ${line}" d="M0 4H32"/></svg>`;
  return `<span>${key}${escape(systemText(of))}</span>`;
}
