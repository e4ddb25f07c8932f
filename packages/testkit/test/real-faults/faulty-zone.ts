import { createClient, silentLog, startWorker, type EdgestepClient } from '@edgestep/sdk';

import {
  startPieces,
  type Pieces,
  type PiecesOptions,
  type StartedPiece,
} from '../../src/cluster/start-pieces.ts';
import { historyViolations } from '../../src/history/history-violations.ts';

export const ZONE = 'dallas';

/** An election among three servers takes up to ten seconds, and more on a busy machine. */
const START_PATIENCE_MS = 60_000;

/** Three tasks with a pause between them; no task may fail. */
const DEFINITION = {
  StartAt: 'first',
  States: {
    first: { Type: 'Task', Resource: 'arn:aws:lambda:local:000000000000:function:apply', Next: 'pause' },
    pause: { Type: 'Wait', Seconds: 1, Next: 'second' },
    second: { Type: 'Task', Resource: 'arn:aws:lambda:local:000000000000:function:apply', Next: 'third' },
    third: { Type: 'Task', Resource: 'arn:aws:lambda:local:000000000000:function:apply', End: true },
  },
};

/** A hub and a zone with nodes and a worker in this process, for a test that breaks what is below them. */
export interface FaultyZone extends AsyncDisposable {
  readonly pieces: Pieces;
  /** A client of the first node, which tries each call once. */
  readonly client: EdgestepClient;
  readonly stateMachineArn: string;
  startNode(nodeId: string, natsUrl?: string): Promise<StartedPiece>;
  /** Starts an execution by this name; undefined when the start is not acknowledged within the time. */
  tryStart(name: string, patienceMs?: number): Promise<string | undefined>;
  /** What is wrong with these executions once they have ended; waits until they have. */
  violations(executionArns: readonly string[]): Promise<readonly string[]>;
}

/** Starts the servers, a control plane, the node `one` and a worker, and deploys the state machine. */
export async function startFaultyZone(options: Omit<PiecesOptions, 'zones'> = {}): Promise<FaultyZone> {
  const stack = new AsyncDisposableStack();
  try {
    const pieces = stack.use(await startPieces({ ...options, zones: [ZONE] }));
    const controlPlane = await pieces.startControlPlane();
    const first = await pieces.startNode(ZONE, 'one');
    stack.use(
      await startWorker({
        servers: pieces.servers.serversOf(ZONE).map(({ url }) => url),
        functions: { apply: (input: unknown) => input },
        concurrency: 32,
        log: silentLog,
      }),
    );
    const { stateMachineArn: atHub } = await createClient({ endpoint: controlPlane.url }).deploy({
      name: 'steady',
      type: 'STANDARD',
      definition: JSON.stringify(DEFINITION),
    });
    const stateMachineArn = atHub.replace(':hub:', `:${ZONE}:`);
    const client = createClient({ endpoint: first.url, attemptsMax: 1 });
    await createClient({ endpoint: first.url }).waitForStateMachine(stateMachineArn);
    return {
      pieces,
      client,
      stateMachineArn,
      startNode: (nodeId, natsUrl) => pieces.startNode(ZONE, nodeId, natsUrl),
      async tryStart(name, patienceMs = START_PATIENCE_MS) {
        const signal = AbortSignal.timeout(patienceMs);
        const started = client.startExecution({ stateMachineArn, name }, { signal });
        return started.then(
          ({ executionArn }) => executionArn,
          () => undefined,
        );
      },
      violations: async (executionArns) =>
        (await Promise.all(executionArns.map((arn) => violationsOf(first.url, arn)))).flat(),
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function violationsOf(endpoint: string, executionArn: string): Promise<readonly string[]> {
  const client = createClient({ endpoint, attemptsMax: 20 });
  const { status } = await client.waitFor(executionArn);
  const violations = historyViolations(await Array.fromAsync(client.history(executionArn)));
  if (status !== 'SUCCEEDED') violations.push(`it ended as ${status}`);
  return violations.map((violation) => `${executionArn}: ${violation}`);
}
