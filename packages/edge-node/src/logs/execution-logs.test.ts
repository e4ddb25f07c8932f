import type { ExecutionLogging } from '@edgestep/engine';
import type { ExecutionEvent } from '@edgestep/shared';
import { describe, expect, it, vi } from 'vitest';

import { ExecutionLogs } from './execution-logs.ts';

const ARN = 'arn:aws:states:dallas:000000000000:execution:orders:one';
const ALL: ExecutionLogging = { level: 'ALL', includeExecutionData: true, logGroup: 'orders' };

const started: ExecutionEvent = {
  kind: 'ExecutionStarted',
  at: 1,
  frame: 0,
  id: 1,
  prev: 0,
  executionArn: ARN,
  name: 'one',
  stateMachineArn: 'arn:aws:states:dallas:000000000000:stateMachine:orders',
  revisionId: 'revision-1',
  type: 'STANDARD',
  roleArn: 'arn:aws:iam::000000000000:role/any',
  input: {},
  startAt: 'A',
  startedBy: 'anonymous',
};
const entered: ExecutionEvent = {
  kind: 'StateEntered',
  at: 2,
  frame: 0,
  id: 2,
  prev: 0,
  state: 'A',
  stateType: 'Pass',
  input: {},
};
const succeeded: ExecutionEvent = { kind: 'ExecutionSucceeded', at: 3, frame: 0, id: 3, prev: 2, output: {} };
/** Presupposes a TaskScheduled that never was. */
const impossible: ExecutionEvent = { kind: 'TaskSucceeded', at: 3, frame: 7, id: 3, prev: 2, output: {} };

function logs(
  logging: ExecutionLogging | undefined,
  history: readonly ExecutionEvent[] = [],
  revisionId?: string,
) {
  const lines: string[] = [];
  const faults: unknown[] = [];
  const readBacks: string[] = [];
  const written = new ExecutionLogs({
    sink: { write: (group, id) => void lines.push(`${group}: ${id.replace(ARN, 'one')}`) },
    loggingOf: () => logging,
    revisionOf: () => revisionId,
    async *events(executionArn) {
      readBacks.push(executionArn);
      yield* history;
    },
    onFault: (fault) => void faults.push(fault),
  });
  const note = (...events: ExecutionEvent[]) =>
    written.note({ sequence: 1, epoch: 1, entries: [{ executionArn: ARN, events }] });
  return { written, note, lines, faults, readBacks };
}

describe('the execution logs of a node', () => {
  it('tell of an execution from its start to its end', () => {
    const { note, lines, readBacks } = logs(ALL);
    note(started, entered);
    note(succeeded);
    expect(lines).toEqual(['orders: one 1', 'orders: one 2', 'orders: one 3']);
    expect(readBacks).toEqual([]);
  });

  it('tell nothing of an execution that logs nothing, and look nothing up for it', () => {
    const { note, lines, readBacks } = logs(undefined);
    note(started, entered);
    note(succeeded);
    expect([lines, readBacks]).toEqual([[], []]);
  });

  it('go on with an execution that began elsewhere, from where they hear of it', async () => {
    const { note, lines } = logs(ALL, [started, entered, succeeded]);
    note(entered);
    note(succeeded);
    expect(lines).toEqual([]);
    await vi.waitFor(() => expect(lines).toEqual(['orders: one 2', 'orders: one 3']));
  });

  it('don’t read an execution back that the index knows to log nothing', async () => {
    const { note, lines, readBacks } = logs(undefined, [started], 'revision-1');
    note(entered);
    note(succeeded);
    expect([lines, readBacks]).toEqual([[], []]);
  });

  it('read one back whose revision the index does not know yet', async () => {
    const { note, readBacks } = logs(undefined, [started, entered, succeeded]);
    note(entered);
    await vi.waitFor(() => expect(readBacks).toEqual([ARN]));
  });

  it('read an execution back that another owner has led on meanwhile', async () => {
    const { written, note, lines, readBacks } = logs(ALL, [started, entered]);
    note(started);
    written.forget((executionArn) => executionArn === ARN);
    note(succeeded);
    await vi.waitFor(() => expect(lines).toEqual(['orders: one 1', 'orders: one 3']));
    expect(readBacks).toEqual([ARN]);
  });

  it('lose one log alone when it can’t be written', () => {
    const { note, lines, faults, written } = logs(ALL);
    note(started, impossible);
    expect(faults).toHaveLength(1);
    const other = { executionArn: `${ARN}-2`, events: [{ ...started, executionArn: `${ARN}-2` }] };
    written.note({ sequence: 2, epoch: 1, entries: [{ executionArn: ARN, events: [entered] }, other] });
    expect(lines).toEqual(['orders: one 1', 'orders: one-2 1']);
    expect(faults).toHaveLength(1);
  });
});
