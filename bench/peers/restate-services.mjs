/**
 * The handlers that Restate calls, in a process of their own: `smallest` runs one step, `chain` ten. Told a port, it
 * answers when it serves there, and ends when the bench disconnects.
 */
import { createServer } from 'node:http2';

import { createEndpointHandler, service } from '@restatedev/restate-sdk';

const CHAIN_LENGTH = 10;

const bench = service({
  name: 'bench',
  handlers: {
    smallest: (context, input) => context.run('step', () => input),
    chain: async (context, input) => {
      let value = input;
      for (let step = 1; step <= CHAIN_LENGTH; step += 1) {
        const before = value;
        value = await context.run(`step${step}`, () => ({ ...before, count: before.count + 1 }));
      }
      return value;
    },
  },
});

process.once('message', ({ port }) => {
  // Its logger writes two lines for each invocation, which costs more than the invocation.
  const server = createServer(createEndpointHandler({ services: [bench], logger: () => {} }));
  server.listen(port, '127.0.0.1', () => process.send({}));
  process.once('disconnect', () => process.exit());
});
