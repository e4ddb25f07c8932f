import { connect, serve } from '@edgestep/jetstream';

/** What the echo is told. */
export interface BusEchoOptions {
  readonly server: string;
  readonly subject: string;
}

/** Sends back what it is asked. Ends when the bench disconnects. */
process.once('message', (options: BusEchoOptions) => void answer(options));

async function answer({ server, subject }: BusEchoOptions): Promise<void> {
  const connection = await connect({ servers: [server], name: 'bench-echo' });
  const serving = serve(connection, { subject, handler: async (bytes) => bytes });
  // Its subscription has reached the server before anybody is told.
  await connection.nats.flush();
  process.once('disconnect', () => {
    void (async () => {
      await serving[Symbol.asyncDispose]();
      await connection[Symbol.asyncDispose]();
    })();
  });
  process.send?.({});
}
