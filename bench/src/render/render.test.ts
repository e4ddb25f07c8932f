import { describe, expect, it } from 'vitest';

import type { BenchReport, CaseReport } from '../harness/report.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderTerminal } from './render-terminal.ts';

const FLOOR: CaseReport = {
  id: 'bare/fsync/c64',
  system: 'bare',
  durability: 'fsync',
  load: { kind: 'closed', concurrency: 64 },
  unitsPerOperation: 1,
  unitsPerSecond: { median: 100_000, min: 90_000, max: 101_000 },
  cpuUsPerUnit: { median: 4, min: 4, max: 5 },
  latency: { count: 9, meanUs: 640, p50Us: 600, p90Us: 700, p99Us: 900, p999Us: 1_500, maxUs: 2_000 },
  rounds: [],
};

const SUBJECT: CaseReport = {
  ...FLOOR,
  id: 'edgestep/fsync/c64',
  system: 'edgestep',
  variant: 'over 16 partitions',
  unitsPerSecond: { median: 25_000, min: 25_000, max: 25_000 },
  ratios: {
    floor: 'bare/fsync/c64',
    timePerUnit: { median: 4, min: 4, max: 4 },
    p50: { median: 3.5, min: 3, max: 4 },
    p50AddedUs: { median: 1_500, min: 1_500, max: 1_500 },
  },
};

const ABOUT = { title: 'a title', unit: 'execution', operation: 'An operation.' } as const;

const REPORT: BenchReport = {
  startedAt: '2026-11-21T07:14:00.000Z',
  elapsedSeconds: 12.3,
  machine: {
    cpu: 'Example 9000',
    cores: 2,
    memoryGiB: 8,
    system: 'Linux 6',
    loadAverage: 0.5,
    node: 'v24.9.0',
    natsServer: 'nats-server: v2.15.1',
    commit: 'abcdef',
  },
  settings: { rounds: 3, secondsPerRound: 1, warmUpSeconds: 0.33 },
  peers: [],
  workloads: [
    {
      ...ABOUT,
      name: 'smallest',
      doesNotMeasure: ['The weather.'],
      kind: 'measured',
      cases: [FLOOR, SUBJECT],
    },
    { ...ABOUT, name: 'broken', doesNotMeasure: ['Anything.'], kind: 'failed', reason: 'the server is gone' },
  ],
};

describe('the report for people', () => {
  it('is a table on the terminal, its columns aligned', () => {
    const lines = renderTerminal(REPORT).split('\n');
    const head = lines.findIndex((line) => line.startsWith('system'));
    const [headings = '', , floor = '', subject = ''] = lines.slice(head);
    expect(floor).toMatch(/^bare {2,}fsync {2,}64 at once {2,}100,000 ±10 % {2,}10 µs/);
    expect(subject).toMatch(/^edgestep, over 16 partitions {2,}fsync.* 25,000 ±0 % .* 4\.00× {2,}3\.50×$/);
    expect(headings.indexOf('durability')).toBe(floor.indexOf('fsync'));
  });

  it('leaves out what says nothing under open load: the time of a unit and the processor time', () => {
    const open = { ...SUBJECT, load: { kind: 'open', ratePerSecond: 25_000 } } as const;
    const workload = { ...ABOUT, name: 'open', doesNotMeasure: [], kind: 'measured', cases: [open] } as const;
    expect(renderMarkdown({ ...REPORT, workloads: [workload] })).toContain(
      '| 25,000/s, open | 25,000 ±0 % |  |  | 600 µs | 700 µs | 900 µs | 1.5 ms | 2 ms |  | 3.50× |',
    );
  });

  it('has the same figures in Markdown, and what they leave out', () => {
    const markdown = renderMarkdown(REPORT);
    expect(markdown).toContain(
      '| edgestep, over 16 partitions | fsync | 64 at once | 25,000 ±0 % | 40 µs | 4 µs | 600 µs |',
    );
    expect(markdown).toContain('| --- | --- | --- | --: |');
    expect(markdown).toContain('Not measured:\n- The weather.');
  });

  it('names machine and settings', () => {
    for (const text of [renderTerminal(REPORT), renderMarkdown(REPORT)]) {
      expect(text).toContain('2 cores of Example 9000, 8 GiB, Linux 6, Node v24.9.0, nats-server: v2.15.1');
      expect(text).toContain('3 rounds of 1 s a case');
    }
  });

  it('says why a workload has no figures', () => {
    expect(renderTerminal(REPORT)).toContain('FAILED: the server is gone');
    expect(renderMarkdown(REPORT)).toContain('Failed: the server is gone');
  });
});
