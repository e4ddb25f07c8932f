import { describe, expect, it, vi } from 'vitest';

import { StateMachineRemover, type RemovalPorts } from './state-machine-remover.ts';

/** A registry with state machines in deletion, and zones with their open executions. */
function world(open: Readonly<Record<string, readonly string[]>>) {
  const executions = new Map(Object.entries(open).map(([name, arns]) => [name, new Set(arns)]));
  const unreachable = new Set<string>();
  const troubles: string[] = [];
  const ports: RemovalPorts = {
    deleting: () => [...executions.keys()],
    openExecutions: async (name) => [...(executions.get(name) ?? [])],
    async stop(executionArn) {
      if (unreachable.has(executionArn)) throw new Error('the zone does not answer');
      for (const arns of executions.values()) arns.delete(executionArn);
    },
    async finish(name) {
      executions.delete(name);
    },
    onTrouble: (message) => void troubles.push(message),
  };
  return { ports, troubles, unreachable, left: () => [...executions.keys()] };
}

describe('a state machine that was deleted', () => {
  it('is gone at once when none of its executions is open', async () => {
    const { ports, left } = world({ orders: [] });
    await using remover = new StateMachineRemover(ports);
    await remover.hasten();
    expect(left()).toEqual([]);
  });

  it('is gone when its open executions have been stopped', async () => {
    const { ports, left } = world({ orders: ['a', 'b'], returns: [] });
    await using _remover = new StateMachineRemover(ports);
    await vi.waitFor(() => expect(left()).toEqual([]), { timeout: 5_000 });
  });

  it('stays while a zone with an open execution is out of reach, and says so', async () => {
    const { ports, left, troubles, unreachable } = world({ orders: ['a', 'b'] });
    unreachable.add('b');
    await using _remover = new StateMachineRemover(ports);
    await vi.waitFor(() => expect(troubles).not.toEqual([]));
    expect(troubles[0]).toContain('b could not be stopped (the zone does not answer)');
    expect(left()).toEqual(['orders']);
    unreachable.clear();
    await vi.waitFor(() => expect(left()).toEqual([]), { timeout: 5_000 });
  });
});
