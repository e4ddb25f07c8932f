import { join } from 'node:path';

import type { Json } from '@edgestep/shared';

import { startChildProgram } from '../api/child-program.ts';
import { JsonCaller } from '../api/json-caller.ts';
import { findPostgres } from './find-postgres.ts';
import { PEERS_DIR } from './peer.ts';
import type { PeerService } from './peer-service.ts';
import { startPostgres } from './start-postgres.ts';

/** An application on DBOS over a PostgreSQL of its own; called over HTTP. */
export async function startDbos(): Promise<PeerService> {
  const place = findPostgres(process.env);
  if (place.kind === 'missing') throw new Error(place.reason);
  await using stack = new AsyncDisposableStack();
  const postgres = stack.use(await startPostgres(place.binDir));
  const program = join(PEERS_DIR, 'dbos-app.mjs');
  const { ready } = stack.use(
    await startChildProgram<{ readonly url: string }>(program, { databaseUrl: `${postgres.url}/bench` }),
  );
  const caller = stack.use(new JsonCaller(ready.url));
  const resources = stack.move();
  return {
    run: async (workflow, input) =>
      JSON.parse(await caller.post(`/${workflow}`, JSON.stringify(input), {})) as Json,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
