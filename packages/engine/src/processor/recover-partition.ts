import { ParkedExecutions } from './parking/parked-executions.ts';
import type { ProcessorOptions } from './processor-options.ts';
import { recover, type Recovered } from './recover.ts';

export interface RecoveredPartition extends Recovered {
  /** Open executions that merely wait: they never came into memory. Absent where none is parked. */
  readonly parked: ParkedExecutions | undefined;
}

/** Recovers a partition for its new owner. When that fails, what it was to be parked in is disposed of. */
export async function recoverPartition(options: ProcessorOptions): Promise<RecoveredPartition> {
  const { log, reader, snapshots, parkedStates, clock, observer, signal } = options;
  const parked = parkedStates === undefined ? undefined : new ParkedExecutions(parkedStates, clock);
  const onFault = (fault: unknown) => observer?.onFault?.(fault, undefined);
  try {
    const recovered = await recover({
      partition: log.partition,
      lastSequence: log.lastSequence,
      reader,
      snapshots,
      ...(parked === undefined ? {} : { parking: { parked, aliveSince: clock.now(), onFault } }),
      onFault,
    });
    signal.throwIfAborted();
    return { ...recovered, parked };
  } catch (error) {
    parked?.[Symbol.dispose]();
    throw error;
  }
}
