import type { Spread } from '../harness/report.ts';

/** Three significant digits, with thousands set off: `0.123`, `4.56`, `118,000`. */
export function threeDigits(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 6 });
}

/** A duration in the unit that suits it: `120 ns`, `4.56 µs`, `12.7 ms`, `1.2 s`. */
export function duration(us: number): string {
  const magnitude = Math.abs(us);
  if (magnitude < 1) return `${threeDigits(us * 1_000)} ns`;
  if (magnitude < 1_000) return `${threeDigits(us)} µs`;
  if (magnitude < 1_000_000) return `${threeDigits(us / 1_000)} ms`;
  return `${threeDigits(us / 1_000_000)} s`;
}

/** `118,000 ±9 %`: the median, and how far the rounds reach from it. */
export function rate({ median, min, max }: Spread): string {
  const reach = Math.max(max - median, median - min) / median;
  return `${threeDigits(median)} ±${Math.round(reach * 100)} %`;
}

export function times(factor: number): string {
  return `${factor.toFixed(factor < 10 ? 2 : 0)}×`;
}
