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

/** A child that is under way. `known` is what a read finds, `lost` what its owner has no more. */
function underWay(known: Set<string>, lost = new Set<string>()) {
  const submitted: string[] = [];
  const reported: unknown[] = [];
  const stop = new AbortController();
  let askAgain = async (): Promise<void> => {};
  const perform = childTask({
    commands: {
      submit: async ({ kind, executionArn }: ExecutionCommand) => {
        submitted.push(`${kind} ${executionArn}`);
        if (kind === 'StopExecution' && lost.has(executionArn)) {
          return { kind: 'rejection', reason: 'execution-does-not-exist', message: 'It does not exist.' };
        }
        return { kind: 'accepted', sequence: 1, at: 1 };
      },
    },
    reader: {
      closed: () => new Promise(() => {}),
      exists: (executionArn) => Promise.resolve(known.has(executionArn)),
    },
    express: {
      run: () => Promise.reject(new EdgestepError('internal', 'it is a Standard execution')),
      stop: async () => {},
    },
  });
  void perform(work, {
    signal: new AbortController().signal,
    stop: stop.signal,
    onAskedAgain: (listener) => {
      askAgain = listener;
    },
    report: async (command) => void reported.push(command),
  });
  return { submitted, reported, stop, askAgain: () => askAgain() };
}

describe('a child execution that is under way and asked for again', () => {
  it('is started again when nobody knows of it: its start was lost', async () => {
    const { submitted, askAgain } = underWay(new Set());
    await askAgain();
    expect(submitted).toEqual(['StartExecution arn:child', 'StartExecution arn:child']);
  });

  it('is left alone as long as it is known', async () => {
    const { submitted, askAgain } = underWay(new Set(['arn:child']));
    await askAgain();
    expect(submitted).toEqual(['StartExecution arn:child']);
  });

  it('is not started when it is to be stopped', () => {
    const { submitted, stop, askAgain } = underWay(new Set());
    stop.abort();
    void askAgain();
    expect(submitted.filter((command) => command.startsWith('Start'))).toHaveLength(1);
  });

  it('has ended when it is to be stopped and its owner has lost it', async () => {
    const { reported, stop } = underWay(new Set(), new Set(['arn:child']));
    stop.abort();
    await settled();
    expect(reported).toMatchObject([{ kind: 'EndMapRunChild', index: 0, outcome: { status: 'ABORTED' } }]);
  });

  it('has ended when its owner loses it after it was stopped', async () => {
    const lost = new Set<string>();
    const { reported, stop, askAgain } = underWay(new Set(['arn:child']), lost);
    stop.abort();
    await settled();
    expect(reported).toEqual([]);
    lost.add('arn:child');
    await askAgain();
    await settled();
    expect(reported).toMatchObject([{ outcome: { status: 'ABORTED' } }]);
  });
});

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
