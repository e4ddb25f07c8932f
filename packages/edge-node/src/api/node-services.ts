import type { RegistryContext, RegistryView } from '@edgestep/registry';

import type { ExecutionReader, TaskDispatcher } from '@edgestep/engine';
import type { ExpressHost } from '../express/express-host.ts';
import type { CommandRouter } from '../partitions/command-router.ts';
import type { EndWatch } from '../partitions/end-watch.ts';
import type { TaskTokenSealer } from '../tokens/task-token-sealer.ts';

/** What the API handlers of a node stand on. */
export interface NodeServices {
  readonly zone: string;
  readonly account: string;
  /** The zone's copy of the registry. */
  readonly registry: RegistryView;
  /** Brings the copy up to what the hub had when the call began; false while the hub is out of reach. */
  readonly refreshRegistry: () => Promise<boolean>;
  /** Brings the copy up to what any node of the zone had shown when the call began. */
  readonly catchUpRegistry: () => Promise<void>;
  readonly registryContext: () => RegistryContext;
  readonly commands: CommandRouter;
  readonly executions: ExecutionReader;
  readonly ends: EndWatch;
  readonly express: ExpressHost;
  /** Hands a task out that belongs to no execution: TestState. */
  readonly dispatcher: TaskDispatcher;
  readonly tokens: TaskTokenSealer;
  readonly activities: ActivityPoller;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly random: () => number;
  readonly uuid: () => string;
}

/** Takes an activity's next task, waiting for one. */
interface ActivityPoller {
  poll(
    activityName: string,
    workerName: string | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly taskToken: string; readonly input: string } | undefined>;
}
