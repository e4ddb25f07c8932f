import type { CaseReport } from '../harness/report.ts';
import { systemText } from '../harness/workload.ts';
import { duration } from '../render/quantity.ts';
import { colourClass } from './colour-class.ts';
import { escape } from './escape.ts';

const WIDTH = 640;
const HEIGHT = 260;
const LEFT = 64;
const RIGHT = 28;
const TOP = 12;
const BOTTOM = 30;

/** The axis of percentiles counts nines: half as many operations are slower, one step to the right. */
const TICKS = [0, 50, 90, 99, 99.9, 99.99];
const NINES_MAX = 4;

/** The latencies of all systems under one load: how many per cent of the operations took at most how long. */
export function latencyCurves(cases: readonly CaseReport[]): string {
  const measured = cases.filter(({ latencyCurve }) => latencyCurve.length > 0);
  const all = measured.flatMap(({ latencyCurve }) => latencyCurve.map(({ us }) => us));
  if (all.length === 0) return '';
  const scale = new Scale(Math.min(...all), Math.max(...all));
  return (
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" ` +
    `aria-label="latency by percentile">${grid(scale)}${measured.map((each) => curve(each, scale)).join('')}</svg>` +
    `<p class="legend">${measured.map(legend).join(' ')}</p>`
  );
}

/** Both axes are logarithmic. */
class Scale {
  readonly #low: number;
  readonly #decades: number;

  constructor(leastUs: number, mostUs: number) {
    this.#low = Math.floor(Math.log10(Math.max(leastUs, 0.001)));
    this.#decades = Math.max(1, Math.ceil(Math.log10(Math.max(mostUs, 0.001))) - this.#low);
  }

  x(percent: number): number {
    const nines = percent >= 100 ? NINES_MAX : Math.min(NINES_MAX, -Math.log10(1 - percent / 100));
    return LEFT + (nines / NINES_MAX) * (WIDTH - LEFT - RIGHT);
  }

  y(us: number): number {
    const part = (Math.log10(Math.max(us, 0.001)) - this.#low) / this.#decades;
    return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
  }

  /** The powers of ten on the axis. */
  powers(): readonly number[] {
    return Array.from({ length: this.#decades + 1 }, (_, index) => 10 ** (this.#low + index));
  }
}

function grid(scale: Scale): string {
  const across = scale.powers().map((us) => {
    const y = scale.y(us).toFixed(1);
    return (
      `<path class="grid" d="M${LEFT} ${y}H${WIDTH - RIGHT}"/>` +
      `<text x="${LEFT - 6}" y="${Number(y) + 4}" text-anchor="end">${escape(duration(us))}</text>`
    );
  });
  const along = TICKS.map((percent) => {
    const x = scale.x(percent).toFixed(1);
    return (
      `<path class="grid" d="M${x} ${TOP}V${HEIGHT - BOTTOM}"/>` +
      `<text x="${x}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${percent} %</text>`
    );
  });
  return [...across, ...along].join('');
}

function curve(of: CaseReport, scale: Scale): string {
  const points = of.latencyCurve
    .map(({ percent, us }) => `${scale.x(percent).toFixed(1)},${scale.y(us).toFixed(1)}`)
    .join(' ');
  const { p50Us, p99Us } = of.latency;
  const title = `${systemText(of)}: p50 ${duration(p50Us)}, p99 ${duration(p99Us)}`;
  return `<polyline class="curve ${lineClass(of)}" points="${points}"><title>${escape(title)}</title></polyline>`;
}

/** Variants are dashed, so that two of the same colour can be told apart. */
function lineClass(of: CaseReport): string {
  return of.variant === undefined ? colourClass(of) : `${colourClass(of)} variant`;
}

function legend(of: CaseReport): string {
  return `<span><i class="${lineClass(of)}"></i>${escape(systemText(of))}</span>`;
}
