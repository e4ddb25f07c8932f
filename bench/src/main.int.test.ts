import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { BenchReport } from './harness/report.ts';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the bench as `pnpm bench` does. */
function bench(...args: string[]): Promise<Ended> {
  const program = join(import.meta.dirname, 'main.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=source', program, ...args], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe('the bench', () => {
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'edgestep-bench-'));
  });

  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('measures what it is asked for, prints it, and writes JSON and Markdown', async () => {
    const file = join(dir, 'deep', 'report.json');
    const quick = ['--rounds', '2', '--seconds', '0.02', '--json', file];
    const { code, stdout } = await bench('--only', 'pass-chain/edgestep/none/c1$', ...quick);
    expect(code).toBe(0);
    expect(stdout).toContain('pass-chain: in memory, a chain of Pass states');
    const report = JSON.parse(await readFile(file, 'utf8')) as BenchReport;
    expect(report.settings).toMatchObject({ rounds: 2, secondsPerRound: 0.02 });
    expect(report.workloads.map(({ name, kind }) => [name, kind])).toEqual([['pass-chain', 'measured']]);
    const cases = report.workloads.flatMap((each) => (each.kind === 'measured' ? each.cases : []));
    expect(cases.map(({ id }) => id)).toEqual(['plain-JavaScript/none/c1', 'edgestep/none/c1']);
    for (const each of cases) {
      expect(each.rounds).toHaveLength(2);
      expect(each.unitsPerSecond.min).toBeGreaterThan(0);
      expect(each.latency.p50Us).toBeGreaterThan(0);
    }
    expect(cases[1]?.ratios?.floor).toBe('plain-JavaScript/none/c1');
    expect(await readFile(join(dir, 'deep', 'report.md'), 'utf8')).toContain('### pass-chain');
  });

  it('says so when nothing matches', async () => {
    const { code, stderr } = await bench('--only', 'no such thing', '--json', join(dir, 'none.json'));
    expect(code).toBe(2);
    expect(stderr).toContain('no case matches');
  });

  it('lists the cases without running any', async () => {
    const { code, stdout } = await bench('--list', '--only', '^smallest-durable.*fsync/c1$');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'smallest-durable/bare-JetStream/fsync/c1',
      'smallest-durable/edgestep/fsync/c1',
      '',
    ]);
  });

  it('explains itself when it is called wrongly', async () => {
    const { code, stderr } = await bench('--rounds', 'many');
    expect(code).toBe(2);
    expect(stderr).toContain('--rounds takes a whole number');
    expect(stderr).toContain('pnpm bench [options]');
  });
});
