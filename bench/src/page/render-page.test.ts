import { describe, expect, it } from 'vitest';

import type { BenchReport, CaseReport } from '../harness/report.ts';
import { COMPARED, SUBJECT } from '../render/example-report.ts';
import { renderPage } from './render-page.ts';

const CURVE = [
  { percent: 0, us: 100 },
  { percent: 50, us: 600 },
  { percent: 99, us: 900 },
  { percent: 100, us: 2_000 },
];

/** The report with other cases in its measured workload. */
function withCases(cases: readonly CaseReport[]): BenchReport {
  return {
    ...COMPARED,
    workloads: COMPARED.workloads.map((each) => (each.kind === 'measured' ? { ...each, cases } : each)),
  };
}

describe('the page of a report', () => {
  it('stands alone: no script, nothing to load, and style for light and dark', () => {
    const page = renderPage(COMPARED);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script|<link|<img|src=|href=|https?:|@import|url\(/);
    expect(page).toContain('prefers-color-scheme: dark');
  });

  it('is well formed', () => {
    expect(unbalanced(renderPage(withCases([{ ...SUBJECT, latencyCurve: CURVE }])))).toEqual([]);
  });

  it('has machine, peers, targets and every workload, also one that failed', () => {
    const page = renderPage(COMPARED);
    for (const text of [
      '2 cores of Example 9000',
      'Restate 1.7.12. Durability: its defaults.',
      'DBOS: no figures',
      '<td class="missed">missed</td>',
      '<td class="met">met</td>',
      'smallest: a title',
      'The weather.',
      'Failed: the server is gone',
    ]) {
      expect(page).toContain(text);
    }
  });

  it('draws a bar for the rate of each system, in proportion under one load', () => {
    const half = { ...SUBJECT, id: 'half', unitsPerSecond: { median: 12_500, min: 12_500, max: 12_500 } };
    const widths = [
      ...renderPage(withCases([SUBJECT, half])).matchAll(/<i class="ours-too" style="width:([\d.]+)%"/g),
    ];
    const [whole = 0, part = 0] = widths.map((match) => Number(match[1]));
    expect(widths).toHaveLength(2);
    expect(part / whole).toBeCloseTo(0.5, 2);
  });

  it('draws no bars for a rate that the load gives', () => {
    const open = { ...SUBJECT, load: { kind: 'open', ratePerSecond: 100 } } as const;
    expect(renderPage(withCases([open]))).not.toContain('class="rate"');
  });

  it('draws a curve of latencies that rises to the right', () => {
    const page = renderPage(withCases([{ ...SUBJECT, latencyCurve: CURVE }]));
    const points = /<polyline[^>]* points="([^"]+)"/.exec(page)?.[1]?.split(' ') ?? [];
    const at = points.map((point) => point.split(',').map(Number));
    expect(at).toHaveLength(CURVE.length);
    for (const [index, [x = 0, y = 0]] of at.entries()) {
      const [beforeX = -1, beforeY = 1_000] = at[index - 1] ?? [];
      expect(x).toBeGreaterThan(beforeX);
      expect(y).toBeLessThan(beforeY);
    }
  });

  it('dashes the curves of variants, each in its own way', () => {
    const variant = (name: string) => ({ ...SUBJECT, id: name, variant: name, latencyCurve: CURVE });
    const { variant: _, ...ours } = { ...SUBJECT, latencyCurve: CURVE };
    const page = renderPage(withCases([ours, variant('10 states'), variant('100 states')]));
    const lines = [...page.matchAll(/<polyline class="([^"]+)"/g)].map(([, line]) => line);
    expect(lines).toEqual(['curve ours', 'curve ours-too dashed-1', 'curve ours-too dashed-2']);
  });

  it('draws what has one latency, or none', () => {
    for (const latencyCurve of [[], [{ percent: 100, us: 0 }]]) {
      expect(renderPage(withCases([{ ...SUBJECT, latencyCurve }]))).not.toMatch(/NaN|Infinity/);
    }
  });

  it('labels the axis of latencies from a power of ten below the least to one above the greatest', () => {
    const page = renderPage(withCases([{ ...SUBJECT, latencyCurve: CURVE }]));
    const labels = [...page.matchAll(/<span class="y" style="top:([\d.]+)%">([^<]+)<\/span>/g)];
    expect(labels.map(([, top, text]) => [Number(top), text])).toEqual([
      [100, '100 µs'],
      [84.95, '200 µs'],
      [65.05, '500 µs'],
      [50, '1 ms'],
      [34.95, '2 ms'],
      [15.05, '5 ms'],
      [0, '10 ms'],
    ]);
  });

  it('shows what the report has between backticks as code', () => {
    const { workloads } = withCases([SUBJECT]);
    const page = renderPage({
      ...COMPARED,
      workloads: workloads.map((each) => ({ ...each, operation: 'With `a < b`.' })),
    });
    expect(page).toContain('With <code>a &lt; b</code>.');
  });

  it('shows texts as they are, whatever is in them', () => {
    const page = renderPage(withCases([{ ...SUBJECT, system: '<script>alert("1 & 2")</script>' }]));
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;');
  });
});

const VOID = new Set(['meta', 'br', '!doctype']);

/** The tags that are not closed, or not opened, in their order. */
function unbalanced(page: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, end, name = '', selfClosed] of page.matchAll(/<(\/?)([!a-z][a-z0-9]*)[^>]*?(\/?)>/g)) {
    if (VOID.has(name) || selfClosed === '/') continue;
    if (end !== '/') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}
