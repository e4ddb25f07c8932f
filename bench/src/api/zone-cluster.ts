import { createClient, type DeployInput } from '@edgestep/sdk';
import { startCluster } from '@edgestep/testkit';

const ZONE = 'dallas';

/** A whole cluster of one zone with one edge node, all of it in processes of its own. */
export interface ZoneCluster extends AsyncDisposable {
  /** The zone's API. */
  readonly url: string;
  /** The zone's NATS server. */
  readonly nats: string;
  /** Creates a state machine at the control plane and waits until the zone has it. Answers its ARN in the zone. */
  deploy(machine: DeployInput): Promise<string>;
}

/** Starts `./edgestep dev` with durability `fsync`. */
export async function startZoneCluster(): Promise<ZoneCluster> {
  const cluster = await startCluster({ zones: [ZONE], nodesPerZone: 1, durability: 'fsync' });
  const { controlPlane, zones } = cluster.ready;
  const zone = zones[ZONE];
  if (zone === undefined) {
    await cluster[Symbol.asyncDispose]();
    throw new Error(`the cluster has no zone ${ZONE}`);
  }
  return {
    url: zone.url,
    nats: zone.nats,
    async deploy(machine) {
      const { stateMachineArn } = await createClient({ endpoint: controlPlane.url }).deploy(machine);
      const arn = stateMachineArn.replace(':states:hub:', `:states:${ZONE}:`);
      await createClient({ endpoint: zone.url }).waitForStateMachine(arn);
      return arn;
    },
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  };
}
