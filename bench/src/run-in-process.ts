import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { RunSettings, WorkloadReport } from './harness/report.ts';
import { caseId, type CaseDeclaration, type Workload } from './harness/workload.ts';
import type { WorkloadMessage, WorkloadRequest } from './workload-process.ts';

export interface InProcessOptions {
  readonly settings: RunSettings;
  /** Where the process leaves its CPU profile; undefined: it makes none. */
  readonly profileDir: string | undefined;
  readonly onRound: (round: number, caseId: string) => void;
}

const PROGRAM = join(import.meta.dirname, 'workload-process.ts');

/**
 * Measures a workload in a process of its own: what one workload has made of the heap, and what it has taught the
 * compiler about our code, is no other's matter. Never rejects: a workload that fails is reported as failed.
 */
export function runInProcess(
  workload: Workload,
  cases: readonly CaseDeclaration[],
  options: InProcessOptions,
): Promise<WorkloadReport> {
  const { name, title, unit, operation, doesNotMeasure } = workload;
  const about = { name, title, unit, operation, doesNotMeasure };
  const child = fork(PROGRAM, [], {
    execArgv: ['--conditions=source', ...profiling(name, options.profileDir)],
  });
  const request: WorkloadRequest = { workload: name, caseIds: cases.map(caseId), settings: options.settings };
  child.send(request);
  return new Promise((resolve) => {
    let report: WorkloadReport | undefined;
    child.on('message', (message: WorkloadMessage) => {
      if (message.kind === 'round') options.onRound(message.round, message.caseId);
      else report = { ...about, ...message };
    });
    child.once('error', (error) => resolve({ ...about, kind: 'failed', reason: error.message }));
    child.once('exit', (code, signal) =>
      resolve(report ?? { ...about, kind: 'failed', reason: `its process ended with ${signal ?? code}` }),
    );
  });
}

function profiling(name: string, dir: string | undefined): string[] {
  if (dir === undefined) return [];
  mkdirSync(dir, { recursive: true });
  return ['--cpu-prof', `--cpu-prof-dir=${dir}`, `--cpu-prof-name=${name}.cpuprofile`];
}
