import { setTimeout } from 'node:timers/promises';

import { connect, FunctionCaller, type Connection } from '@edgestep/jetstream';
import { silentLog, startWorker } from '@edgestep/sdk';
import type { Json } from '@edgestep/shared';

import { CHAIN_LENGTH, chainOfTasks, count } from '../durable/chain-of-tasks.ts';
import { functionDispatcher } from '../durable/function-dispatcher.ts';
import { ProcessorBed } from '../durable/processor-bed.ts';
import { requireOutputOf } from '../durable/require-output-of.ts';
import { startZoneServer } from '../durable/zone-server.ts';
import { compile } from '../memory/compile.ts';

/** Chains of ten tasks that a worker of the SDK does, over a bus on which the messages of the hand-over are counted. */
export class HandOverBed implements AsyncDisposable {
  readonly #stack: AsyncDisposableStack;
  readonly #processors: ProcessorBed;
  readonly #callers: Connection;

  private constructor(stack: AsyncDisposableStack, processors: ProcessorBed, callers: Connection) {
    this.#stack = stack;
    this.#processors = processors;
    this.#callers = callers;
  }

  /** Each task takes the worker so long. */
  static async open(taskMs: number): Promise<HandOverBed> {
    await using stack = new AsyncDisposableStack();
    const { url, connection } = stack.use(await startZoneServer('relaxed'));
    const functions = {
      count: async (input: Json) => {
        if (taskMs > 0) await setTimeout(taskMs);
        return count(input);
      },
    };
    stack.use(
      await startWorker({ servers: url, functions, concurrency: 256, waitingMax: 256, log: silentLog }),
    );
    // Of its own, so that the log's messages are not counted with those of the tasks.
    const callers = stack.use(await connect({ servers: [url], name: 'callers' }));
    const caller = stack.use(new FunctionCaller(callers));
    const processors = stack.use(
      await ProcessorBed.open({
        connection,
        partitions: 1,
        firstPartition: 0,
        machine: compile(chainOfTasks()),
        dispatcher: functionDispatcher({ count: (input) => calledBy(caller, input) }),
      }),
    );
    return new HandOverBed(stack.move(), processors, callers);
  }

  /** Messages between callers and worker for each task, while so many executions of ten tasks run at the same time. */
  async messagesPerTask(executions: number): Promise<number> {
    const before = this.#messages();
    await Promise.all(
      Array.from({ length: executions }, async (_, index) => {
        const closed = await this.#processors.run({ index, count: 0 });
        requireOutputOf(closed, { index, count: CHAIN_LENGTH });
      }),
    );
    return (this.#messages() - before) / (executions * CHAIN_LENGTH);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }

  #messages(): number {
    const { inMsgs, outMsgs } = this.#callers.nats.stats();
    return inMsgs + outMsgs;
  }
}

/** Hands a task out until it has a result, as a node does. */
async function calledBy(caller: FunctionCaller, payload: Json): Promise<Json> {
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await caller.call({
      functionName: 'count',
      payload,
      about: { taskToken: 'token', executionArn: 'arn', stateName: 'Step', attempt },
      signal: new AbortController().signal,
    });
    if (outcome.kind === 'returned') return outcome.output;
    if (outcome.kind !== 'lost') throw new Error(`the function was not called: ${outcome.kind}`);
  }
}
