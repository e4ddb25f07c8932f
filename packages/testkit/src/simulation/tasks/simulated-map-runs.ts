import {
  childTask,
  createMapRunWorker,
  stopOrphans,
  stopStandard,
  type OpenChild,
} from '@edgestep/edge-node';
import type { ExecutionReader, MapRunWorker } from '@edgestep/engine';
import { EdgestepError, type CommandAnswer, type ExecutionCommand } from '@edgestep/shared';

import type { SeededRandom } from '../core/seeded-random.ts';
import type { SimulatedClock } from '../core/simulated-clock.ts';

export interface SimulatedMapRunsOptions {
  readonly clock: SimulatedClock;
  readonly random: SeededRandom;
  readonly submit: (command: ExecutionCommand) => Promise<CommandAnswer>;
  /** One for each call. */
  readonly reader: () => ExecutionReader;
  readonly openChildren: () => Iterable<OpenChild>;
  readonly onFault: (fault: unknown) => void;
  /** The world ends. */
  readonly signal: AbortSignal;
}

const PAUSE_MAX_MS = 800;
const ORPHANS_EVERY_MS = 2_500;

/**
 * Who does the work of distributed Maps on a node: the edge node's own worker, and its sweep for children whose Map Run
 * is over. Items come with the state's input, children are Standard executions, and nothing is written elsewhere.
 */
export function createSimulatedMapRuns(options: SimulatedMapRunsOptions): MapRunWorker {
  const { clock, random, submit, reader } = options;
  const commands = { submit };
  const notHere = () => Promise.reject(new EdgestepError('internal', 'no simulated Map has that work'));
  sweepOrphans(options);
  return createMapRunWorker({
    performers: {
      child: childTask({
        commands,
        reader: {
          closed: (executionArn, signal) => reader().closed(executionArn, signal),
          exists: (executionArn) => reader().exists(executionArn),
        },
        express: { run: notHere, stop: notHere },
        now: () => clock.now(),
      }),
      'find-items': notHere,
      'read-items': notHere,
      'write-results': notHere,
    },
    stopChild: async (executionArn) => void (await stopStandard(commands, executionArn)),
    log: { warn: () => {} },
    pause: () => clock.sleep(random.int(1, PAUSE_MAX_MS)),
    signal: options.signal,
  });
}

function sweepOrphans(options: SimulatedMapRunsOptions): void {
  const { clock, submit, reader, openChildren, onFault } = options;
  clock.setTimer(ORPHANS_EVERY_MS, () => {
    const swept = stopOrphans({
      openChildren,
      isOver: async (mapRunArn) => {
        const mapRun = await reader().mapRun(mapRunArn);
        return mapRun !== undefined && mapRun.status !== 'RUNNING';
      },
      stop: (executionArn) => stopStandard({ submit }, executionArn),
      onStopped: () => {},
    });
    swept.catch(onFault).finally(() => sweepOrphans(options));
  });
}
