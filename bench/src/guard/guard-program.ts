import { monotonicClock } from '../harness/clock.ts';
import type { Operation } from '../harness/load.ts';
import { caseId, type CaseDeclaration } from '../harness/workload.ts';
import { requireWorkload } from '../workloads/registry.ts';
import { ratioOf } from './contest.ts';
import type { Guard } from './guard.ts';

/** What the guards' process is told. It answers with the ratios, in the guards' order, and ends. */
export interface GuardRequest {
  readonly guards: readonly Guard[];
  /** The subject does its work so many times in place of once: 1, but for a proof that a slow path is noticed. */
  readonly slowDown: number;
}

process.once('message', ({ guards, slowDown }: GuardRequest) => {
  void ratiosOf(guards, slowDown).then((ratios) => process.send?.(ratios));
});

async function ratiosOf(guards: readonly Guard[], slowDown: number): Promise<readonly number[]> {
  const ratios: number[] = [];
  for (const guard of guards) ratios.push(await measure(guard, slowDown));
  return ratios;
}

async function measure(guard: Guard, slowDown: number): Promise<number> {
  const workload = requireWorkload(guard.workload);
  const subject = requireCase(workload.cases, guard.subject);
  const floor = requireCase(workload.cases, subject.floor);
  if (subject.load.kind === 'open') throw new Error(`${guard.subject} is under an open load`);
  if (subject.unitsPerOperation !== floor.unitsPerOperation)
    throw new Error('their operations differ in size');
  await using open = await workload.open([subject, floor]);
  const { operationsPerRound, rounds } = guard;
  return await ratioOf(
    {
      subject: {
        operation: repeated(open.operation(subject), slowDown),
        operationsPerRound: operationsPerRound.subject,
      },
      floor: { operation: open.operation(floor), operationsPerRound: operationsPerRound.floor },
      concurrency: subject.load.concurrency,
      rounds,
    },
    monotonicClock,
  );
}

function requireCase(cases: readonly CaseDeclaration[], id: string | undefined): CaseDeclaration {
  const found = cases.find((each) => caseId(each) === id);
  if (found === undefined) throw new Error(`there is no case ${id}`);
  return found;
}

function repeated(operation: Operation, times: number): Operation {
  if (times === 1) return operation;
  return async () => {
    for (let time = 0; time < times; time += 1) await operation();
  };
}
