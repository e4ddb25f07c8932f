import { describe, expect, it } from 'vitest';

import { blockOf, callingTask, passing } from '../../../test/definitions.ts';
import { EXECUTION_ARN } from '../../../test/events.ts';
import { runInMemory, RUN_STARTS_AT, type RunOptions } from '../../../test/run-in-memory.ts';
import { ExecutionLog } from './execution-log.ts';
import type { LogLevel } from './log-level.ts';

const WORKING = blockOf({ First: passing({ Result: { Arg1: 'argument1' } }) });
const FAILING = blockOf({ No: { Type: 'Fail', Error: 'SomeFailure', Cause: 'why not' } });

async function logged(
  machine: unknown,
  level: LogLevel,
  includeExecutionData = true,
  options: RunOptions = {},
): Promise<readonly Record<string, unknown>[]> {
  const { events } = await runInMemory(machine, options);
  const log = new ExecutionLog(EXECUTION_ARN, { level, includeExecutionData, logGroup: 'any' });
  const lines = events.map((event) => log.note(event)?.line).filter((line) => line !== undefined);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log of an execution', () => {
  it('has one line of JSON for each event, as the service writes it', async () => {
    const [, , exited] = await logged(WORKING, 'ALL');
    expect(exited).toEqual({
      id: '3',
      type: 'PassStateExited',
      details: { name: 'First', output: '{"Arg1":"argument1"}', outputDetails: { truncated: false } },
      previous_event_id: '2',
      event_timestamp: String(RUN_STARTS_AT),
      execution_arn: EXECUTION_ARN,
      redrive_count: '0',
    });
  });

  it('leaves data out when it is not asked for, and says errors all the same', async () => {
    const lines = await logged(FAILING, 'ALL', false);
    expect(lines.map(({ details }) => details)).toEqual([
      { roleArn: 'arn:aws:iam::000000000000:role/orders' },
      { name: 'No' },
      { error: 'SomeFailure', cause: 'why not' },
    ]);
  });

  it('has details also for an event that has none', async () => {
    const machine = blockOf({
      Fork: { Type: 'Parallel', Branches: [WORKING], End: true },
    });
    const started = (await logged(machine, 'ALL')).find(({ type }) => type === 'ParallelStateStarted');
    expect(started).toMatchObject({ details: {} });
  });

  it('counts redrives', async () => {
    const lines = await logged(blockOf({ Work: callingTask() }), 'ALL', true, {
      redrives: 1,
      tasks: (_, attempt) => (attempt === 0 ? { error: 'Red' } : { output: 1 }),
    });
    const counts = Object.groupBy(lines, ({ redrive_count }) => String(redrive_count));
    expect(counts['0']?.at(-1)).toMatchObject({ type: 'ExecutionFailed' });
    expect(counts['1']?.[0]).toMatchObject({ type: 'ExecutionRedriven', details: { redriveCount: 1 } });
    expect(counts['1']?.at(-1)).toMatchObject({ type: 'ExecutionSucceeded' });
  });
});

describe('a log level', () => {
  const typesAt = async (machine: unknown, level: LogLevel, options: RunOptions = {}) =>
    (await logged(machine, level, true, options)).map(({ type }) => type);

  it.each([
    ['ALL', ['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed']],
    ['ERROR', ['FailStateEntered', 'ExecutionFailed']],
    ['FATAL', ['ExecutionFailed']],
    ['OFF', []],
  ] as const)('%s logs of an execution that fails %j', async (level, types) => {
    expect(await typesAt(FAILING, level)).toEqual(types);
  });

  it.each(['ERROR', 'FATAL', 'OFF'] as const)('%s logs nothing of one that succeeds', async (level) => {
    expect(await typesAt(WORKING, level)).toEqual([]);
  });

  it('ERROR logs failures that a catcher took, and a stop', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Rescue' }];
    const machine = blockOf({ Work: callingTask({ Catch }), Rescue: passing() });
    expect(await typesAt(machine, 'ERROR', { tasks: () => ({ error: 'Red' }) })).toEqual([
      'LambdaFunctionFailed',
    ]);
    const stop = { kind: 'StopExecution', executionArn: EXECUTION_ARN } as const;
    const waiting = blockOf({ Pause: { Type: 'Wait', Seconds: 60, End: true } });
    expect(await typesAt(waiting, 'ERROR', { commands: [{ afterMs: 1, command: stop }] })).toEqual([
      'ExecutionAborted',
    ]);
  });
});
