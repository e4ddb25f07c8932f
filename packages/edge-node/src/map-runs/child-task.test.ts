import type { MapRunWork } from '@edgestep/engine';
import { EdgestepError, type ExecutionCommand } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { childTask } from './child-task.ts';

const work: Extract<MapRunWork, { kind: 'child' }> = {
  kind: 'child',
  run: { executionArn: 'arn:parent', frame: 0, mapRunArn: 'arn:run' },
  index: 0,
  stop: false,
  redriveCount: 0,
  start: { kind: 'StartExecution', executionArn: 'arn:child', type: 'STANDARD' } as never,
};

/** A child that is under way. `known` is what the node's index has. */
function underWay(known: Set<string>) {
  const submitted: string[] = [];
  const stop = new AbortController();
  let askAgain = async (): Promise<void> => {};
  const perform = childTask({
    commands: {
      submit: async ({ kind, executionArn }: ExecutionCommand) => {
        submitted.push(`${kind} ${executionArn}`);
        return { kind: 'accepted', sequence: 1, at: 1 };
      },
    },
    reader: { closed: () => new Promise(() => {}) },
    express: {
      run: () => Promise.reject(new EdgestepError('internal', 'it is a Standard execution')),
      stop: async () => {},
    },
    isKnown: (executionArn) => known.has(executionArn),
  });
  void perform(work, {
    signal: new AbortController().signal,
    stop: stop.signal,
    onAskedAgain: (listener) => {
      askAgain = listener;
    },
    report: async () => {},
  });
  return { submitted, stop, askAgain: () => askAgain() };
}

describe('a child execution that is under way and asked for again', () => {
  it('is started again when nobody knows of it: its start was lost', () => {
    const { submitted, askAgain } = underWay(new Set());
    void askAgain();
    expect(submitted).toEqual(['StartExecution arn:child', 'StartExecution arn:child']);
  });

  it('is left alone as long as it is known', () => {
    const { submitted, askAgain } = underWay(new Set(['arn:child']));
    void askAgain();
    expect(submitted).toEqual(['StartExecution arn:child']);
  });

  it('is not started when it is to be stopped', () => {
    const { submitted, stop, askAgain } = underWay(new Set());
    stop.abort();
    void askAgain();
    expect(submitted.filter((command) => command.startsWith('Start'))).toHaveLength(1);
  });
});
