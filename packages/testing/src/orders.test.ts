import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { testMachine } from './machine/test-machine.ts';

/** The example of the README, as it stands there. */
const definition = await readFile(new URL('../test/orders.asl.json', import.meta.url), 'utf8');
const orders = testMachine(definition, {
  name: 'orders',
  functions: { charge: async ({ id, total }: { id: number; total: number }) => ({ id, total, paid: true }) },
});

describe('orders', () => {
  it('reminds the customer after a week', async () => {
    const run = await orders.run({ id: 7, total: 20 });
    expect(run).toMatchObject({ status: 'SUCCEEDED', path: ['Charge', 'Large?', 'Remind', 'Done'] });
    expect(run.virtualDurationMs).toBe(7 * 86_400_000);
  });

  it('waits for the person who approves a large order', async () => {
    const run = await orders.run(
      { id: 8, total: 5_000 },
      { mocks: { Approve: { return: { by: 'Ada' }, afterSeconds: 3_600 } } },
    );
    expect(run.output).toEqual({ id: 8, total: 5_000, paid: true, approval: { by: 'Ada' } });
  });

  it('fails when nobody approves within a day', async () => {
    const run = await orders.run({ id: 9, total: 5_000 }, { mocks: { Approve: { never: true } } });
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.Timeout', virtualDurationMs: 86_400_000 });
  });

  it('charges a busy card again after 30 and 60 seconds, and refuses what the bank refuses', async () => {
    const busy = { throw: { error: 'Card.Busy' }, times: 2 };
    const run = await orders.run(
      { id: 10, total: 20 },
      { functions: { charge: [busy, { throw: { error: 'Card.Refused' } }] } },
    );
    expect(run).toMatchObject({ status: 'FAILED', error: 'Order.Refused', virtualDurationMs: 90_000 });
  });

  it('has no state, choice, retrier or catcher that no test reached', () => {
    expect(orders.coverage().unreached).toEqual([]);
  });
});
