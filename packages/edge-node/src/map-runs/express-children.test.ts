import { getEventListeners } from 'node:events';

import type { ClosedExecution } from '@edgestep/engine';
import type { StartExecution } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import type { ExpressHost } from '../express/express-host.ts';
import { LocalExpressChildren } from './express-children.ts';

const start = { kind: 'StartExecution', executionArn: 'arn:child:0' } as StartExecution;
const closed = { executionArn: 'arn:child:0' } as ClosedExecution;

/** Children whose ends are told by hand. */
function running() {
  const ends: PromiseWithResolvers<ClosedExecution>[] = [];
  const run = () => {
    const end = Promise.withResolvers<ClosedExecution>();
    ends.push(end);
    return end.promise;
  };
  const host: Pick<ExpressHost, 'run'> = { run };
  return { ends, children: new LocalExpressChildren(() => host as ExpressHost) };
}

describe('the Express children on a node', () => {
  it('are run once for all who ask, and leave nothing behind at a signal that lives on', async () => {
    const { ends, children } = running();
    const { signal } = new AbortController();
    const asked = [children.run(start, 0, signal), children.run(start, 0, signal)];
    await expect.poll(() => ends).toHaveLength(1);
    expect(getEventListeners(signal, 'abort')).toHaveLength(2);
    ends[0]?.resolve(closed);
    expect(await Promise.all(asked)).toEqual([closed, closed]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('go on when nobody waits for them any more', async () => {
    const { ends, children } = running();
    const leaving = new AbortController();
    const asked = children.run(start, 0, leaving.signal);
    leaving.abort();
    expect(await asked).toBeUndefined();
    await expect.poll(() => ends).toHaveLength(1);
    ends[0]?.resolve(closed);
    expect(await children.run(start, 0, new AbortController().signal)).toBe(closed);
  });
});
