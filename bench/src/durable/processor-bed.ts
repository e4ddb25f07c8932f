import { randomUUID } from 'node:crypto';

import type { CompiledMachine } from '@edgestep/asl';
import {
  openSqliteParkedStates,
  PartitionProcessor,
  systemClock,
  type ClosedExecution,
  type TaskDispatcher,
} from '@edgestep/engine';
import { JetStreamLogReader, openPartitionLog, type Connection } from '@edgestep/jetstream';
import { partitionOf, partitionStream, type Json, type StartExecution } from '@edgestep/shared';

export interface ProcessorBedOptions {
  readonly connection: Connection;
  /** How many partitions executions are spread over; each has its own stream and processor. */
  readonly partitions: number;
  /** Number of the first one: partitions of one server must not meet. */
  readonly firstPartition: number;
  readonly machine: CompiledMachine;
  readonly dispatcher: TaskDispatcher;
  /** Where one partition's waiting executions go; each has a place of its own in memory when absent. */
  readonly parkedStates?: ReturnType<typeof openSqliteParkedStates>;
}

/**
 * Partitions as an edge node hosts them, without the node: the engine's processors over the JetStream log, and
 * whoever starts executions in the same process.
 */
export class ProcessorBed implements AsyncDisposable {
  readonly #processors: readonly PartitionProcessor[];
  readonly #stop: AbortController;
  readonly #faults: readonly unknown[];
  readonly #run = randomUUID().slice(0, 8);
  #started = 0;

  private constructor(
    processors: readonly PartitionProcessor[],
    stop: AbortController,
    faults: readonly unknown[],
  ) {
    this.#processors = processors;
    this.#stop = stop;
    this.#faults = faults;
  }

  static async open(options: ProcessorBedOptions): Promise<ProcessorBed> {
    const stop = new AbortController();
    const faults: unknown[] = [];
    const processors: PartitionProcessor[] = [];
    for (let index = 0; index < options.partitions; index += 1) {
      const partition = options.firstPartition + index;
      const onFault = (fault: unknown) => void faults.push(fault);
      processors.push(await openProcessor(options, partition, onFault, stop.signal));
    }
    return new ProcessorBed(processors, stop, faults);
  }

  /** Starts an execution and resolves when it has ended and its end is durable. Rejects after any fault of the engine. */
  async run(input: Json): Promise<ClosedExecution> {
    const command = this.#startCommand(input);
    const closed = await this.#ownerOf(command).run(command);
    this.#requireNoFault();
    if ('reason' in closed) throw new Error(`the execution was refused: ${closed.message}`);
    return closed;
  }

  /** Starts an execution and resolves when its start is durable: for those that stay open. */
  async start(input: Json): Promise<void> {
    const command = this.#startCommand(input);
    const answer = await this.#ownerOf(command).submit(command);
    this.#requireNoFault();
    if (answer.kind === 'rejection') throw new Error(`the execution was refused: ${answer.message}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const processor of this.#processors) await processor[Symbol.asyncDispose]();
    this.#stop.abort();
  }

  #ownerOf({ executionArn }: StartExecution): PartitionProcessor {
    const processor = this.#processors[partitionOf(executionArn, this.#processors.length)];
    if (processor === undefined) throw new RangeError('there are no partitions');
    return processor;
  }

  #requireNoFault(): void {
    if (this.#faults.length > 0) throw new Error('the engine failed', { cause: this.#faults[0] });
  }

  #startCommand(input: Json): StartExecution {
    const name = `${this.#run}-${this.#started++}`;
    return {
      kind: 'StartExecution',
      executionArn: `arn:aws:states:dallas:000000000000:execution:bench:${name}`,
      name,
      stateMachineArn: 'arn:aws:states:dallas:000000000000:stateMachine:bench',
      revisionId: 'revision-1',
      type: 'STANDARD',
      roleArn: 'arn:aws:iam::000000000000:role/bench',
      input,
      startedBy: 'anonymous',
    };
  }
}

async function openProcessor(
  { connection, machine, dispatcher, parkedStates }: ProcessorBedOptions,
  partition: number,
  onFault: (fault: unknown) => void,
  signal: AbortSignal,
): Promise<PartitionProcessor> {
  return PartitionProcessor.open({
    log: await openPartitionLog({ connection, partition, epoch: 1, owner: 'bench', signal }),
    reader: new JetStreamLogReader(connection, { streamOf: partitionStream }),
    parkedStates: parkedStates ?? openSqliteParkedStates(':memory:'),
    definitions: { load: () => machine },
    dispatcher,
    closedExecutions: { find: () => undefined, places: async () => [] },
    clock: systemClock,
    evaluation: { random: Math.random, uuid: randomUUID },
    taskToken: ({ taskId }) => `token-${taskId}`,
    observer: { onFault },
    signal,
  });
}
