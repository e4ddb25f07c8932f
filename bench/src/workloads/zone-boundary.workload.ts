import { ApiCaller } from '../api/api-caller.ts';
import { EXPRESS_MACHINE, EXPRESS_STATES, requireSyncAnswer, syncRequest } from '../api/express-machine.ts';
import { startZoneCluster, type ZoneCluster } from '../api/zone-cluster.ts';
import type { Operation } from '../harness/load.ts';
import { openSystems } from '../harness/open-systems.ts';
import { caseId, type CaseDeclaration, type OpenWorkload, type Workload } from '../harness/workload.ts';

const IN_ZONE = 'called in the zone';
const FROM_CENTRE = 'called in the centre';

/** What the way over a zone's boundary costs: the same execution, called on this side and on the other. */
export const zoneBoundary: Workload = {
  name: 'zone-boundary',
  title: 'executions across the boundary of a zone',
  unit: 'request',
  operation:
    `StartSyncExecution of an Express machine of ${EXPRESS_STATES} Pass states, which runs in a zone. Called at the zone's ` +
    "API (the floor), and at the control plane's, which brings the call into the zone over the link between the NATS " +
    'servers, and its answer back.',
  doesNotMeasure: [
    'Distance: both sides of the link are on the loopback address of one machine.',
    "The servers' processor time: the column shows that of the client.",
    'What crosses the link besides: the mirrors of the logs, which nothing of an Express execution is in.',
  ],
  cases: [1, 64].flatMap((concurrency): readonly CaseDeclaration[] => {
    const inZone: CaseDeclaration = {
      system: 'edgestep',
      variant: IN_ZONE,
      durability: 'none',
      load: { kind: 'closed', concurrency },
      unitsPerOperation: 1,
    };
    return [inZone, { ...inZone, variant: FROM_CENTRE, floor: caseId(inZone) }];
  }),
  open,
};

async function open(cases: readonly CaseDeclaration[]): Promise<OpenWorkload> {
  await using stack = new AsyncDisposableStack();
  const cluster = stack.use(await startZoneCluster());
  const stateMachineArn = await cluster.deploy(EXPRESS_MACHINE);
  const callAt = (url: keyof Pick<ZoneCluster, 'url' | 'centreUrl'>) => async (own: AsyncDisposableStack) =>
    syncOperation(own.use(new ApiCaller(cluster[url])), stateMachineArn);
  const systems = await openSystems(cases, {
    [`edgestep, ${IN_ZONE}`]: callAt('url'),
    [`edgestep, ${FROM_CENTRE}`]: callAt('centreUrl'),
  });
  const resources = stack.move();
  resources.use(systems);
  return { operation: (of) => systems.operation(of), [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

function syncOperation(caller: ApiCaller, stateMachineArn: string): Operation {
  return async () => requireSyncAnswer(await caller.call('StartSyncExecution', syncRequest(stateMachineArn)));
}
