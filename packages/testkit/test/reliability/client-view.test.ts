import type { DescribeExecutionOutput } from '@edgestep/sdk';
import { beforeEach, describe, expect, it } from 'vitest';

import { ClientView, type ClientRecord } from './client-view.ts';

const executionArn = 'arn:aws:states:los-angeles:000000000000:execution:chain:one';
const running: DescribeExecutionOutput = {
  executionArn,
  stateMachineArn: 'arn:aws:states:los-angeles:000000000000:stateMachine:chain',
  status: 'RUNNING',
  startDate: new Date(1_000),
  input: '{}',
};
const succeeded: DescribeExecutionOutput = {
  ...running,
  status: 'SUCCEEDED',
  stopDate: new Date(2_000),
  output: '1',
};

let view: ClientView;
let record: ClientRecord;

beforeEach(() => {
  view = new ClientView();
  record = view.add({ executionArn, machine: 'chain', name: 'one', input: '{}' });
});

const at = <T>(askedAt: number, answeredAt: number, value: T) => ({ askedAt, answeredAt, value });
const broken = () => view.violations.map(({ rule }) => rule);

describe('what clients see of an execution', () => {
  it('is right when it begins, runs and ends, and stays so', () => {
    view.notFound(record, 0);
    view.started(record, at(1, 2, new Date(1_000)));
    view.described(record, at(3, 4, running));
    view.historyRead(record, at(3, 4, ['1 ExecutionStarted']));
    view.described(record, at(5, 6, succeeded));
    view.historyRead(record, at(7, 8, ['1 ExecutionStarted', '2 ExecutionSucceeded']));
    view.described(record, at(9, 10, succeeded));
    expect(broken()).toEqual([]);
  });

  it('may be older when it was asked for before the newer answer was given', () => {
    view.described(record, at(1, 10, succeeded));
    view.described(record, at(9, 11, running));
    view.started(record, at(12, 20, new Date(1_000)));
    view.notFound(record, 9);
    expect(broken()).toEqual([]);
  });

  it('is wrong when an acknowledged start is not found', () => {
    view.started(record, at(1, 2, new Date(1_000)));
    view.notFound(record, 3);
    expect(broken()).toEqual(['found once, found always']);
  });

  it('is wrong when an end is taken back, or becomes another one', () => {
    view.described(record, at(1, 2, succeeded));
    view.described(record, at(3, 4, running));
    view.described(record, at(5, 6, { ...succeeded, output: '2' }));
    expect(broken()).toEqual(['terminal is terminal', 'terminal is terminal']);
  });

  it('is wrong when it runs after a stop was acknowledged', () => {
    record.stopAcknowledgedAt = 2;
    view.described(record, at(3, 4, running));
    expect(broken()).toEqual(['stopped is stopped']);
  });

  it('is wrong when the same execution begins twice', () => {
    view.started(record, at(1, 2, new Date(1_000)));
    view.started(record, at(3, 4, new Date(1_001)));
    view.described(record, at(5, 6, { ...running, startDate: new Date(1_001), input: '{"other":1}' }));
    expect(broken()).toEqual(['one start', 'one start']);
  });

  it('is wrong when the history changes', () => {
    view.historyRead(record, at(1, 2, ['1 ExecutionStarted', '2 PassStateEntered']));
    view.historyRead(record, at(3, 4, ['1 ExecutionStarted', '2 TaskStateEntered']));
    expect(broken()).toEqual(['history only grows']);
  });

  it('is wrong when the history is shorter than it was, and right when it was asked for before', () => {
    view.historyRead(record, at(1, 5, ['1 ExecutionStarted', '2 PassStateEntered']));
    view.historyRead(record, at(4, 6, ['1 ExecutionStarted']));
    expect(broken()).toEqual([]);
    view.historyRead(record, at(6, 7, ['1 ExecutionStarted']));
    expect(broken()).toEqual(['history only grows']);
  });
});
