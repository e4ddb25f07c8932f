import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { monotonicClock } from './harness/clock.ts';
import type { CaseReport, DroppedCase, RunSettings } from './harness/report.ts';
import { runWorkload } from './harness/run-workload.ts';
import { caseId } from './harness/workload.ts';
import { requireWorkload } from './workloads/registry.ts';

/** What the bench asks of a workload's process, as its first message. */
export interface WorkloadRequest {
  readonly workload: string;
  readonly caseIds: readonly string[];
  readonly settings: RunSettings;
}

/** What it hears from it. After `measured` or `failed` the process ends. */
export type WorkloadMessage =
  | { readonly kind: 'round'; readonly round: number; readonly caseId: string }
  | {
      readonly kind: 'measured';
      readonly cases: readonly CaseReport[];
      readonly dropped: readonly DroppedCase[];
    }
  | { readonly kind: 'failed'; readonly reason: string };

const stopping = new AbortController();
for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.once(event, () => stopping.abort(new Error('the bench was stopped')));
}

process.once('message', (request: WorkloadRequest) => {
  void measure(request)
    .catch((error: unknown): WorkloadMessage => ({ kind: 'failed', reason: inspect(error) }))
    .then(tell)
    .finally(() => {
      if (process.connected) process.disconnect();
    });
});

async function measure({ workload: name, caseIds, settings }: WorkloadRequest): Promise<WorkloadMessage> {
  const workload = requireWorkload(name);
  const dropped: DroppedCase[] = [];
  const cases = await runWorkload(
    workload,
    workload.cases.filter((each) => caseIds.includes(caseId(each))),
    {
      ...settings,
      clock: monotonicClock,
      cpuUs,
      settle: garbageCollector(),
      onRound: (round, id) => void tell({ kind: 'round', round, caseId: id }),
      onDropped: (each) => void dropped.push(each),
      signal: stopping.signal,
    },
  );
  return { kind: 'measured', cases, dropped };
}

function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** So that no case pays for the garbage of the one before it. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

function tell(message: WorkloadMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(message, () => resolve());
  });
}
