import { openApiExecutions, type ApiSubject } from '../api/api-executions.ts';
import { startZoneCluster } from '../api/zone-cluster.ts';
import { openSystems } from '../harness/open-systems.ts';
import { caseId, type CaseDeclaration, type Workload } from '../harness/workload.ts';

const THERE = 'the hub is there';
const OUT = 'the hub is out';
const INPUT = { order: 7 };

const SUBJECT: ApiSubject = {
  name: 'hub-outage',
  definition: {
    StartAt: 'Only',
    States: {
      Only: { Type: 'Task', Resource: 'arn:aws:lambda:dallas:000000000000:function:step', End: true },
    },
  },
  input: INPUT,
  output: INPUT,
};

/** A zone that is cut off does what it did before, as fast. */
export const hubOutage: Workload = {
  name: 'hub-outage',
  title: 'durable executions while the hub is out',
  unit: 'execution',
  operation:
    'As api-smallest, in two zones of clusters of their own: the hub of one does its work (the floor), the NATS server ' +
    'and the control plane of the other are held still (SIGSTOP) from before the first execution to the end.',
  doesNotMeasure: [
    'The way back: what a zone sends up when the link is there again is not waited for.',
    "The servers' processor time: the column shows that of the client. A hub that is held still takes none of the cores.",
    'Long outages: this one lasts as long as the measurement.',
  ],
  cases: [1, 64].flatMap((concurrency): readonly CaseDeclaration[] => {
    const there: CaseDeclaration = {
      system: 'edgestep',
      variant: THERE,
      durability: 'fsync',
      load: { kind: 'closed', concurrency },
      unitsPerOperation: 1,
    };
    return [there, { ...there, variant: OUT, floor: caseId(there) }];
  }),
  open: (cases) =>
    openSystems(cases, {
      [`edgestep, ${THERE}`]: async (stack) =>
        openApiExecutions(stack.use(await startZoneCluster()), SUBJECT, stack),
      [`edgestep, ${OUT}`]: async (stack) => {
        const cluster = stack.use(await startZoneCluster());
        const operation = await openApiExecutions(cluster, SUBJECT, stack);
        stack.use(cluster.pauseHub());
        return operation;
      },
    }),
};
