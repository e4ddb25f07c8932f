import { describe, expect, it } from 'vitest';

import { startedScript } from '../../test/events.ts';
import { settled } from '../../test/hand-driven-log.ts';
import { watch } from '../../test/processor-rig.ts';
import { closedExecution, type ClosedExecution } from '../effects/closed-execution.ts';
import { fold } from '../evolve/fold.ts';
import { ClosingWaiters } from './closing-waiters.ts';

function ended(executionArn: string): ClosedExecution {
  const script = startedScript({ executionArn }).add('ExecutionSucceeded', { output: 1 });
  const state = fold(script.events);
  const closed = state === undefined ? undefined : closedExecution(state);
  if (closed === undefined) throw new Error('the execution has not ended');
  return closed;
}

describe('who waits for the end of an execution', () => {
  it('is told, all of them, and once', async () => {
    const waiters = new ClosingWaiters();
    const first = waiters.wait('a', undefined);
    const second = waiters.wait('a', new AbortController().signal);
    waiters.closed(ended('a'));
    waiters.closed(ended('a'));
    expect((await first)?.executionArn).toBe('a');
    expect((await second)?.executionArn).toBe('a');
  });

  it('is not told of another', async () => {
    const waiters = new ClosingWaiters();
    const waiting = watch(waiters.wait('a', undefined));
    waiters.closed(ended('b'));
    await settled();
    expect(waiting.value).toBeUndefined();
    waiters.closed(ended('a'));
    await settled();
    expect(waiting.value?.executionArn).toBe('a');
  });

  it('may give up, without the others', async () => {
    const waiters = new ClosingWaiters();
    const abort = new AbortController();
    const impatient = waiters.wait('a', abort.signal);
    const patient = waiters.wait('a', undefined);
    abort.abort();
    expect(await impatient).toBeUndefined();
    waiters.closed(ended('a'));
    expect((await patient)?.executionArn).toBe('a');
  });

  it('does not begin to wait when it has given up before', async () => {
    expect(await new ClosingWaiters().wait('a', AbortSignal.abort())).toBeUndefined();
  });

  it('hears that there is nothing to wait for any more', async () => {
    const waiters = new ClosingWaiters();
    const waits = [waiters.wait('a', undefined), waiters.wait('b', undefined), waiters.wait('b', undefined)];
    waiters.giveUp('a');
    waiters.giveUpAll();
    expect(await Promise.all(waits)).toEqual([undefined, undefined, undefined]);
  });
});
