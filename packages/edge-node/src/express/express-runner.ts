import {
  createMemoryLog,
  PartitionProcessor,
  systemClock,
  type ClosedExecution,
  type DefinitionSource,
  type LogRecord,
  type TaskDispatcher,
} from '@edgestep/engine';
import type { Logger } from '@edgestep/runtime';
import { ApiError, type StartExecution, type TaskAddress } from '@edgestep/shared';

import { evaluationPort } from '../executions/evaluation-port.ts';
import type { ExpressHost, ExpressResult } from './express-host.ts';

/** An execution in memory has no log to be read from. */
const nothingToRead = {
  async *read() {},
  get: async () => undefined,
  async *follow() {},
};

interface ExpressOptions {
  readonly definitions: DefinitionSource;
  readonly dispatcher: TaskDispatcher;
  readonly taskToken: (address: TaskAddress) => string;
  /** What has happened to executions that run here: for their logs. */
  readonly onRecord: (record: LogRecord) => void;
  readonly log: Logger;
}

/**
 * Runs Express executions: the same processor as for Standard ones, over a log that keeps nothing. They end with
 * this process. A fault that stops the processor costs those that ran; those that come later find a new one.
 */
export async function createExpressHost(options: ExpressOptions): Promise<ExpressHost & AsyncDisposable> {
  const abort = new AbortController();
  let processor = openAndWatch();

  async function openAndWatch(): Promise<PartitionProcessor> {
    const opened = await openProcessor(options, abort.signal);
    void opened.stopped.then((reason) => {
      if (reason.kind !== 'fault' || abort.signal.aborted) return;
      options.log.error({ err: reason.error }, 'the Express executions of this node were lost');
      processor = openAndWatch();
    });
    return opened;
  }

  await processor;
  return {
    async start(command) {
      const answer = await (await processor).submit(command);
      if (answer.kind === 'rejection')
        throw new ApiError('ServiceUnavailable', `${answer.message} Try again.`);
      return { startedAt: answer.at };
    },
    async startSync(command, signal) {
      return resultOf(await run(await processor, command, signal));
    },
    run: async (command, signal) => run(await processor, command, signal),
    async stop(command) {
      await (await processor).submit(command);
    },
    async [Symbol.asyncDispose]() {
      await (await processor)[Symbol.asyncDispose]();
      abort.abort();
    },
  };
}

function openProcessor(options: ExpressOptions, signal: AbortSignal): Promise<PartitionProcessor> {
  return PartitionProcessor.open({
    log: createMemoryLog(),
    reader: nothingToRead,
    definitions: options.definitions,
    dispatcher: options.dispatcher,
    // Names of Express executions are never taken: every start is another execution.
    closedExecutions: { find: () => undefined, places: async () => [] },
    limits: { recentlyClosedMax: 0 },
    clock: systemClock,
    evaluation: evaluationPort,
    taskToken: options.taskToken,
    observer: {
      onRecord: options.onRecord,
      onFault: (fault, executionArn) =>
        options.log.error({ err: fault, executionArn }, 'a fault while an Express execution was decided'),
    },
    signal,
  });
}

async function run(
  processor: PartitionProcessor,
  command: StartExecution,
  signal: AbortSignal,
): Promise<ClosedExecution> {
  const closed = await processor.run(command, signal);
  if ('reason' in closed) throw new ApiError('ServiceUnavailable', `${closed.message} Try again.`);
  return closed;
}

function resultOf({ startedAt, status }: ClosedExecution): ExpressResult {
  const dates = { startedAt, stoppedAt: status.at };
  if (status.kind === 'SUCCEEDED') {
    return { ...dates, status: 'SUCCEEDED', output: status.output, error: undefined, cause: undefined };
  }
  return {
    ...dates,
    status: status.kind === 'TIMED_OUT' ? 'TIMED_OUT' : 'FAILED',
    output: undefined,
    error: status.error,
    cause: status.cause,
  };
}
