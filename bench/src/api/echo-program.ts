import { createFrontDoor } from '@edgestep/gateway';

/** What the echo says when it is ready. */
export interface EchoReady {
  readonly url: string;
}

/**
 * The HTTP server of a node, with nothing behind it: StartSyncExecution answers its input at once, in the shape of a
 * real answer. Ends when the bench disconnects.
 */
process.once('message', () => void serve());

async function serve(): Promise<void> {
  const door = await createFrontDoor({
    handlers: {
      async StartSyncExecution({ stateMachineArn, input = '{}' }) {
        const now = new Date();
        return {
          executionArn: stateMachineArn,
          stateMachineArn,
          name: 'echo',
          startDate: now,
          stopDate: now,
          status: 'SUCCEEDED',
          input,
          inputDetails: { included: true },
          output: input,
          outputDetails: { included: true },
          billingDetails: { billedDurationInMilliseconds: 100, billedMemoryUsedInMB: 64 },
        };
      },
    },
    log: { error: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`) },
  });
  const { url } = await door.listen({ host: '127.0.0.1', port: 0 });
  process.once('disconnect', () => void door.close());
  const ready: EchoReady = { url };
  process.send?.(ready);
}
