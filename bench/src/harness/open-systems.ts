import type { Operation } from './load.ts';
import { openWorkload } from './open-workload.ts';
import { caseId, systemText, type CaseDeclaration, type OpenWorkload } from './workload.ts';

/** Starts a system and answers its operation; what it holds goes onto the stack. */
export type StartSystem = (stack: AsyncDisposableStack) => Promise<Operation>;

/**
 * Starts each system of a table that one of the cases needs, in the order of the table. All loads of a system share
 * its operation. The table's keys are systems with their variants, as `systemText` has them. A peer that does not start
 * fails when it is called.
 */
export async function openSystems(
  cases: readonly CaseDeclaration[],
  systems: Readonly<Record<string, StartSystem>>,
): Promise<OpenWorkload> {
  await using stack = new AsyncDisposableStack();
  const operations = new Map<string, Operation>();
  for (const [system, start] of Object.entries(systems)) {
    const wanted = cases.filter((each) => systemText(each) === system);
    if (wanted.length === 0) continue;
    const operation = await startOrFail(start, stack, wanted);
    for (const each of wanted) operations.set(caseId(each), operation);
  }
  return openWorkload(operations, stack.move());
}

async function startOrFail(
  start: StartSystem,
  stack: AsyncDisposableStack,
  cases: readonly CaseDeclaration[],
): Promise<Operation> {
  try {
    return await start(stack);
  } catch (error) {
    if (cases.some(({ peer }) => peer === undefined)) throw error;
    return () => Promise.reject(error);
  }
}
