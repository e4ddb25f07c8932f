import { describe, expect, it } from 'vitest';

import { ExecutionProgress, type ProgressEvent } from './execution-progress.ts';

function event(id: number, previousEventId: number, type: string, details: object = {}): ProgressEvent {
  return { id, previousEventId, type, timestamp: new Date(1_000 * id), ...details };
}

const entered = (name: string) => ({ stateEnteredEventDetails: { name, input: '{}' } });
const exited = (name: string) => ({ stateExitedEventDetails: { name, output: '1' } });

function progressOf(events: readonly ProgressEvent[]): ExecutionProgress {
  const progress = new ExecutionProgress();
  for (const each of events) progress.apply(each);
  return progress;
}

describe('the progress of an execution', () => {
  it('shows a state as running until it is left', () => {
    const events = [event(1, 0, 'ExecutionStarted'), event(2, 0, 'PassStateEntered', entered('A'))];
    expect(progressOf(events).visits).toMatchObject([{ name: 'A', type: 'Pass', status: 'running' }]);
    const after = progressOf([...events, event(3, 2, 'PassStateExited', exited('A'))]);
    expect(after.visits).toMatchObject([{ name: 'A', status: 'done', output: '1' }]);
  });

  it('counts the attempts of a retried task and keeps its last error', () => {
    const progress = progressOf([
      event(1, 0, 'TaskStateEntered', entered('T')),
      event(2, 1, 'LambdaFunctionScheduled'),
      event(3, 2, 'LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: { error: 'Flaky' } }),
      event(4, 3, 'LambdaFunctionScheduled'),
    ]);
    expect(progress.visits).toMatchObject([{ attempts: 2, error: 'Flaky', status: 'running' }]);
  });

  it('keeps branches that visit states of the same name apart', () => {
    const progress = progressOf([
      event(1, 0, 'MapStateEntered', entered('M')),
      event(2, 1, 'MapStateStarted'),
      event(3, 2, 'MapIterationStarted'),
      event(4, 3, 'PassStateEntered', entered('P')),
      event(5, 2, 'MapIterationStarted'),
      event(6, 5, 'PassStateEntered', entered('P')),
      event(7, 4, 'PassStateExited', exited('P')),
    ]);
    expect(progress.visits.map((visit) => [visit.name, visit.depth, visit.status])).toEqual([
      ['M', 0, 'running'],
      ['P', 1, 'done'],
      ['P', 1, 'running'],
    ]);
  });

  it('marks what was open when the execution failed', () => {
    const progress = progressOf([
      event(1, 0, 'FailStateEntered', entered('F')),
      event(2, 1, 'ExecutionFailed', { executionFailedEventDetails: { error: 'Bad' } }),
    ]);
    expect(progress.ended).toBe('ExecutionFailed');
    expect(progress.visits).toMatchObject([{ status: 'failed', error: 'Bad' }]);
  });
});
