import { describe, expect, it } from 'vitest';

import { Latencies } from './latencies.ts';

describe('Latencies', () => {
  it('answers percentiles of the whole distribution, in microseconds, to three significant figures', () => {
    const latencies = new Latencies();
    for (let ms = 1; ms <= 1_000; ms += 1) latencies.record(ms);
    const summary = latencies.summary();
    expect(summary.count).toBe(1_000);
    expectClose(summary.p50Us, 500_000);
    expectClose(summary.p90Us, 900_000);
    expectClose(summary.p99Us, 990_000);
    expectClose(summary.p999Us, 999_000);
    expectClose(summary.maxUs, 1_000_000);
    expectClose(summary.meanUs, 500_500);
  });

  it('tells nanoseconds apart from minutes', () => {
    const latencies = new Latencies();
    latencies.record(0.000_12);
    latencies.record(180_000);
    expectClose(latencies.percentileUs(50), 0.12);
    expectClose(latencies.percentileUs(100), 180_000_000);
  });

  it('counts what took no measurable time as a nanosecond', () => {
    const latencies = new Latencies();
    latencies.record(0);
    expect(latencies.summary()).toMatchObject({ count: 1, maxUs: 0.001 });
  });

  it('adds up rounds as if they had been one', () => {
    const first = new Latencies();
    const second = new Latencies();
    for (let ms = 1; ms <= 500; ms += 1) first.record(ms);
    for (let ms = 501; ms <= 1_000; ms += 1) second.record(ms);
    const both = new Latencies();
    both.add(first);
    both.add(second);
    both.add(new Latencies());
    expect(both.summary().count).toBe(1_000);
    expectClose(both.summary().p50Us, 500_000);
    expectClose(both.summary().maxUs, 1_000_000);
  });

  it('has a curve from the least to the greatest, as fine as its number allows', () => {
    const latencies = new Latencies();
    for (let ms = 1; ms <= 1_000; ms += 1) latencies.record(ms);
    const curve = latencies.curve();
    expect(curve.map(({ us }) => us)).toEqual(curve.map(({ us }) => us).toSorted((a, b) => a - b));
    expectClose(curve.find(({ percent }) => percent === 99)?.us ?? 0, 990_000);
    expectClose(curve.at(-1)?.us ?? 0, 1_000_000);
    expect(curve.some(({ percent }) => percent === 99.99)).toBe(false);
  });

  it('is all zeros when nothing was recorded', () => {
    expect(new Latencies().summary()).toEqual({
      count: 0,
      meanUs: 0,
      p50Us: 0,
      p90Us: 0,
      p99Us: 0,
      p999Us: 0,
      maxUs: 0,
    });
  });
});

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected) / expected).toBeLessThan(0.001);
}
