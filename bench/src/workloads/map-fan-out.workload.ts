import { BareGroupCommit } from '../durable/bare-group-commit.ts';
import { functionDispatcher } from '../durable/function-dispatcher.ts';
import { ProcessorBed } from '../durable/processor-bed.ts';
import { requireOutputOf } from '../durable/require-output-of.ts';
import { startZoneServer } from '../durable/zone-server.ts';
import { openSystems } from '../harness/open-systems.ts';
import { caseId, type CaseDeclaration, type Workload } from '../harness/workload.ts';
import { compile } from '../memory/compile.ts';

const ITEMS = Array.from({ length: 1_000 }, (_, index) => ({ item: index }));
const BARE = 'bare JetStream';

const DEFINITION = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Step',
        States: {
          Step: { Type: 'Task', Resource: 'arn:aws:lambda:dallas:000000000000:function:step', End: true },
        },
      },
      End: true,
    },
  },
};

/** Many tasks at once in one execution, whose history is one. */
export const mapFanOut: Workload = {
  name: 'map-fan-out',
  title: 'fan-out: an inline Map over 1,000 items',
  unit: 'step',
  operation:
    'An execution with an inline Map over 1,000 items, each of which is a function task in the process of the engine, ' +
    'from its start to its durable end. The floor appends a record, 1,000 at once, and a last one.',
  doesNotMeasure: [
    'The API, the bus and other processes: executions are started, and tasks are done, in the process of the engine.',
    'A distributed Map, whose children are executions of their own.',
    'Replication: one server, one replica, one partition.',
  ],
  cases: [1, 8].flatMap((concurrency): readonly CaseDeclaration[] => {
    const floor: CaseDeclaration = {
      system: BARE,
      durability: 'fsync',
      load: { kind: 'closed', concurrency },
      unitsPerOperation: ITEMS.length,
    };
    return [floor, { ...floor, system: 'edgestep', floor: caseId(floor) }];
  }),
  open: (cases) =>
    openSystems(cases, {
      [BARE]: async (stack) => {
        const { connection } = stack.use(await startZoneServer('fsync'));
        const bare = stack.use(await BareGroupCommit.open(connection, 'BENCH_FLOOR'));
        return async () => {
          await bare.append();
          await Promise.all(ITEMS.map(() => bare.append()));
          await bare.append();
        };
      },
      edgestep: async (stack) => {
        const { connection } = stack.use(await startZoneServer('fsync'));
        const machine = compile(DEFINITION);
        const dispatcher = functionDispatcher({ step: (input) => input });
        const options = { connection, partitions: 1, firstPartition: 0, machine, dispatcher };
        const bed = stack.use(await ProcessorBed.open(options));
        return async () => requireOutputOf(await bed.run(ITEMS), ITEMS);
      },
    }),
};
