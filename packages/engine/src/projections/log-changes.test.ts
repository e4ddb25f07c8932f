import type { ExecutionEvent } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { EventScript, executionArn, startedScript } from '../../test/events.ts';
import type { LogRecord } from '../ports/partition-log.ts';
import { LogChanges, type ExecutionChange } from './log-changes.ts';

const source = { zone: 'dallas', partition: 3 };
const arn = executionArn('one');

function record(sequence: number, ...parts: readonly (readonly ExecutionEvent[])[]): LogRecord {
  return { sequence, epoch: 1, entries: parts.map((events) => ({ executionArn: arn, events })) };
}

/** What records, from the 5th of a log on, change of the execution. */
function changed(...parts: readonly (readonly ExecutionEvent[])[]): ExecutionChange {
  const changes = new LogChanges(source);
  for (const [index, events] of parts.entries()) changes.add(record(5 + index, events));
  const [change] = changes.executions;
  if (change === undefined) throw new Error('nothing has changed');
  return change;
}

const began = startedScript({ executionArn: arn }).events;
const step = new EventScript().add(
  'StateEntered',
  { state: 'First', stateType: 'Pass', input: 1 },
  { id: 2 },
).events;
const ended = (at: number) => new EventScript().add('ExecutionSucceeded', { output: 1 }, { at }).events;
const failed = (at: number) => new EventScript().add('ExecutionFailed', { error: 'E' }, { at }).events;
const redriven = (at: number, redriveCount: number) =>
  new EventScript().add('ExecutionRedriven', { redriveCount, records: [5, 6], redrivenBy: 'x' }, { at })
    .events;

describe('what records of a log change in the index', () => {
  it('is one change of an execution, however many records tell of it', () => {
    const change = changed(began, step, step, ended(70));
    expect(change).toMatchObject({
      executionArn: arn,
      begun: { name: 'one', startedAt: 1001 },
      sequences: [5, 6, 7, 8],
      standing: { status: 'SUCCEEDED', stoppedAt: 70, closeSequence: 8 },
      redrive: undefined,
    });
  });

  it('holds no payloads', () => {
    expect(JSON.stringify(changed(began, step, ended(70)))).not.toMatch(/input|output/);
  });

  it('leaves open how an execution stands that only went on', () => {
    expect(changed(step)).toMatchObject({ begun: undefined, sequences: [5], standing: undefined });
    expect(changed(began, step).standing).toBeUndefined();
  });

  it('says how an execution stands at the end, when it was closed and redriven on the way', () => {
    const open = { status: 'RUNNING', stoppedAt: undefined, closeSequence: undefined };
    expect(changed(failed(70), redriven(80, 1))).toMatchObject({
      standing: open,
      redrive: { count: 1, at: 80 },
    });
    const closedAgain = changed(failed(70), redriven(80, 1), failed(90), redriven(95, 2), ended(99));
    expect(closedAgain).toMatchObject({
      standing: { status: 'SUCCEEDED', stoppedAt: 99, closeSequence: 9 },
      redrive: { count: 2, at: 95 },
    });
  });

  it('names a record once that has several entries of an execution', () => {
    const changes = new LogChanges(source);
    changes.add(record(5, began, step));
    expect([...changes.executions].map(({ sequences }) => sequences)).toEqual([[5]]);
    expect(changes.entryCount).toBe(2);
  });

  it('spans the records that were added, and tells whom they concern', () => {
    const changes = new LogChanges(source);
    expect(changes.newest).toBeUndefined();
    changes.add(record(5, began));
    changes.add({ ...record(6), hash: 'aGFzaA==' });
    expect(changes.firstSequence).toBe(5);
    expect(changes.newest).toEqual({ sequence: 6, epoch: 1, hash: 'aGFzaA==' });
    expect(changes.concern(arn)).toBe(true);
    expect(changes.concern(executionArn('two'))).toBe(false);
  });

  it('takes no record but the next', () => {
    const changes = new LogChanges(source);
    changes.add(record(5, began));
    for (const sequence of [5, 7]) {
      expect(() => changes.add(record(sequence))).toThrow(expect.objectContaining({ code: 'log-damaged' }));
    }
  });
});
