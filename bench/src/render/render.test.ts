import { describe, expect, it } from 'vitest';

import type { WorkloadReport } from '../harness/report.ts';
import { COMPARED, REPORT, SUBJECT } from './example-report.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderTerminal } from './render-terminal.ts';

describe('the report for people', () => {
  it('is a table on the terminal, its columns aligned', () => {
    const lines = renderTerminal(REPORT).split('\n');
    const head = lines.findIndex((line) => line.startsWith('system'));
    const [headings = '', , floor = '', subject = ''] = lines.slice(head);
    expect(floor).toMatch(/^bare {2,}fsync {2,}64 at once {2,}100,000 ±10 % {2,}10 µs/);
    expect(subject).toMatch(/^edgestep, over 6 partitions {2,}fsync.* 25,000 ±0 % .* 4\.00× {2,}3\.50×$/);
    expect(headings.indexOf('durability')).toBe(floor.indexOf('fsync'));
  });

  it('leaves out what says nothing under open load: the time of a unit and the processor time', () => {
    const open = { ...SUBJECT, load: { kind: 'open', ratePerSecond: 25_000 } } as const;
    const workload: WorkloadReport = {
      name: 'open',
      title: 'a title',
      unit: 'execution',
      operation: 'An operation.',
      doesNotMeasure: [],
      kind: 'measured',
      dropped: [],
      cases: [open],
    };
    expect(renderMarkdown({ ...REPORT, workloads: [workload] })).toContain(
      '| 25,000/s, open | 25,000 ±0 % |  |  | 600 µs | 700 µs | 900 µs | 1.5 ms | 2 ms |  | 3.50× |',
    );
  });

  it('has the same figures in Markdown, and what they leave out', () => {
    const markdown = renderMarkdown(REPORT);
    expect(markdown).toContain(
      '| edgestep, over 6 partitions | fsync | 64 at once | 25,000 ±0 % | 40 µs | 4 µs | 600 µs |',
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

  it('ends on the terminal with the peers and the targets', () => {
    const text = renderTerminal(COMPARED);
    expect(text).toContain('Restate 1.7.12. Durability: its defaults.');
    expect(text).toContain('DBOS: no figures, for there is no PostgreSQL.');
    expect(text).toMatch(
      /smallest +64 at once +Restate +5,000 executions\/s +25,000 executions\/s +5\.00× +1\.2 ms +600 µs +0\.50×/,
    );
    const [, targets = ''] = text.split('Targets\n');
    expect(targets).toMatch(/faster than Restate +at least 6\.00× +5\.00× +4\.50× – 5\.50× +missed/);
    expect(targets).toMatch(/added to the echo +at most 300 µs +120 µs +100 µs – 140 µs +met/);
    expect(targets).toMatch(/flat +at most 1\.30× +not measured/);
  });

  it('leaves out the targets that a run without peers has no figures of', () => {
    const text = renderTerminal({ ...COMPARED, peers: [] });
    expect(text).toContain('added to the echo');
    expect(text).not.toContain('flat');
  });

  it('names the cases of peers that failed', () => {
    for (const text of [renderTerminal(COMPARED), renderMarkdown(COMPARED)]) {
      expect(text).toContain('No figures of Restate/fsync/c1: HTTP 500');
    }
  });

  it('says what an idle node costs', () => {
    for (const text of [renderTerminal(COMPARED), renderMarkdown(COMPARED)]) {
      expect(text).toContain(
        'ready 1.9 s after its first start, 1.2 s after a later one (1.1 s to 1.3 s), and has 99 MiB',
      );
    }
  });

  it('says nothing of peers and targets when it knows nothing of them', () => {
    expect(renderTerminal(REPORT)).not.toMatch(/Targets|Beside/);
    expect(renderMarkdown(REPORT)).not.toMatch(/Targets|Beside/);
  });
});
