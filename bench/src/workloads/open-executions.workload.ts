import { setTimeout } from 'node:timers/promises';

import type { Json } from '@edgestep/shared';

import { CountedParkedStates } from '../durable/counted-parked-states.ts';
import { functionDispatcher } from '../durable/function-dispatcher.ts';
import { ProcessorBed } from '../durable/processor-bed.ts';
import { requireOutputOf } from '../durable/require-output-of.ts';
import { startZoneServer } from '../durable/zone-server.ts';
import type { Operation } from '../harness/load.ts';
import { openSystems } from '../harness/open-systems.ts';
import { caseId, type CaseDeclaration, type Workload } from '../harness/workload.ts';
import { compile } from '../memory/compile.ts';
import { eachOf } from '../waiting/owner-calls.ts';

const FEW = 10;
const COUNTS = [FEW, 100_000];
const STARTS_AT_ONCE = 512;
const PARKED_ASK_MS = 100;
const INPUT: Json = { hold: false, order: 7 };

const DEFINITION = {
  StartAt: 'Which',
  States: {
    Which: {
      Type: 'Choice',
      Choices: [{ Variable: '$.hold', BooleanEquals: true, Next: 'Hold' }],
      Default: 'Step',
    },
    Hold: { Type: 'Task', Resource: 'arn:aws:lambda:dallas:000000000000:function:hold', End: true },
    Step: { Type: 'Task', Resource: 'arn:aws:lambda:dallas:000000000000:function:step', End: true },
  },
};

/** What an execution costs must not depend on how many others wait beside it. */
export const openExecutions: Workload = {
  name: 'open-executions',
  title: 'the smallest durable workflow beside 10 and 100,000 open executions',
  unit: 'execution',
  operation:
    'An execution of a Choice and one function task in a partition in which so many others wait for the result of a ' +
    'task, parked outside of the heap, from its start to its durable end. The ratios are to the figures beside 10.',
  doesNotMeasure: [
    'The API, the network and other processes: executions are started, and tasks are done, in the process of the engine.',
    'Recovery and snapshots of so many; `pnpm bench parked` is about a node with a million of them.',
  ],
  cases: COUNTS.flatMap((count) =>
    [1, 64].map((concurrency): CaseDeclaration => {
      const of = (open: number): CaseDeclaration => ({
        system: 'edgestep',
        variant: `${open.toLocaleString('en-US')} open`,
        durability: 'fsync',
        load: { kind: 'closed', concurrency },
        unitsPerOperation: 1,
      });
      return count === FEW ? of(count) : { ...of(count), floor: caseId(of(FEW)) };
    }),
  ),
  open: (cases) =>
    openSystems(
      cases,
      Object.fromEntries(
        COUNTS.map((count) => [
          `edgestep, ${count.toLocaleString('en-US')} open`,
          (stack: AsyncDisposableStack) => openBeside(count, stack),
        ]),
      ),
    ),
};

async function openBeside(count: number, stack: AsyncDisposableStack): Promise<Operation> {
  const { connection } = stack.use(await startZoneServer('fsync'));
  const dispatcher = functionDispatcher({ step: (input) => input, hold: () => new Promise(() => {}) });
  const parkedStates = new CountedParkedStates();
  const machine = compile(DEFINITION);
  const options = { connection, partitions: 1, firstPartition: 0, machine, dispatcher, parkedStates };
  const bed = stack.use(await ProcessorBed.open(options));
  await eachOf(count, STARTS_AT_ONCE, (index) => bed.start({ hold: true, order: index }));
  while (parkedStates.count < count) await setTimeout(PARKED_ASK_MS);
  return async () => requireOutputOf(await bed.run(INPUT), INPUT);
}
