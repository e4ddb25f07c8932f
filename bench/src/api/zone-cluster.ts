import { createClient, type DeployInput } from '@edgestep/sdk';
import { startCluster } from '@edgestep/testkit';

export const ZONE = 'dallas';

/** A whole cluster of one zone with one edge node, all of it in processes of its own. */
export interface ZoneCluster extends AsyncDisposable {
  /** The zone's API. */
  readonly url: string;
  /** The API of the control plane, which brings calls for the zone there over the link. */
  readonly centreUrl: string;
  /** The zone's NATS server. */
  readonly nats: string;
  /** The processes of the zone's nodes, as they are now. */
  nodes(): readonly { readonly url: string; readonly pid: number }[];
  /** The process of the zone's NATS server. */
  readonly natsPid: number;
  /** Holds the hub and the control plane still until disposal: the zone is alone, as when its link is cut. */
  pauseHub(): Disposable;
  /** Creates a state machine at the control plane and waits until the zone has it. Answers its ARN in the zone. */
  deploy(machine: DeployInput): Promise<string>;
}

/** Starts `./edgestep dev` with durability `fsync`. */
export async function startZoneCluster(nodesPerZone = 1): Promise<ZoneCluster> {
  const cluster = await startCluster({ zones: [ZONE], nodesPerZone, durability: 'fsync' });
  const { controlPlane, hub, zones } = cluster.ready;
  const zone = zones[ZONE];
  if (zone === undefined) {
    await cluster[Symbol.asyncDispose]();
    throw new Error(`the cluster has no zone ${ZONE}`);
  }
  return {
    url: zone.url,
    centreUrl: controlPlane.url,
    nats: zone.nats,
    natsPid: zone.natsPid,
    pauseHub: () => pauseProcesses([controlPlane.pid, hub.pid]),
    nodes: () => cluster.ready.zones[ZONE]?.nodes ?? [],
    async deploy(machine) {
      const { stateMachineArn } = await createClient({ endpoint: controlPlane.url }).deploy(machine);
      const arn = stateMachineArn.replace(':states:hub:', `:states:${ZONE}:`);
      await createClient({ endpoint: zone.url }).waitForStateMachine(arn);
      return arn;
    },
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  };
}

function pauseProcesses(pids: readonly number[]): Disposable {
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  return {
    [Symbol.dispose]() {
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    },
  };
}
