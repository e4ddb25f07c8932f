import type { Connection } from '../connection/connection.ts';
import { EdgestepError } from '@edgestep/shared';
import { pause } from '../retry/backoff.ts';

const COPY_TIMEOUT_MS = 60_000;
const POLL_MS = 100;

/**
 * Keeps what a stream holds under another name, `<stream>_ASIDE_<last sequence>`, and deletes the stream: its origin is
 * another one by now, and the copy is perhaps all that is left of the former. Answers the new name.
 * Fault: `timeout`; the stream is then still there.
 */
export async function setAside(connection: Connection, stream: string, signal: AbortSignal): Promise<string> {
  const { streams } = await connection.jetStream();
  const { config, state } = await streams.info(stream);
  const aside = await freeName(connection, `${stream}_ASIDE_${state.last_seq}`);
  const kept = {
    name: aside,
    description: `Edgestep: what ${stream} held when its origin was made anew`,
    storage: config.storage,
    num_replicas: config.num_replicas,
  };
  await streams.add({ ...kept, mirror: { name: stream } });
  const deadline = performance.now() + COPY_TIMEOUT_MS;
  while ((await streams.info(aside)).state.last_seq < state.last_seq) {
    if (performance.now() > deadline) throw new EdgestepError('timeout', `${stream} could not be set aside`);
    await pause(POLL_MS, signal);
    signal.throwIfAborted();
  }
  // It must not go on with the stream that takes the name over: nats.js can't drop a mirror, the API can.
  const update = JSON.stringify({ ...kept, subjects: [`edgestep.aside.${aside}`] });
  const answer = await connection.nats.request(`$JS.API.STREAM.UPDATE.${aside}`, update);
  const { error } = answer.json<{ readonly error?: { readonly description: string } }>();
  if (error !== undefined) throw new EdgestepError('internal', `${aside}: ${error.description}`);
  await streams.delete(stream);
  return aside;
}

/** What was set aside before is not written over. */
async function freeName(connection: Connection, name: string): Promise<string> {
  const { streams } = await connection.jetStream();
  const taken = new Set(await Array.fromAsync(streams.names()));
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name}_${count}`;
    if (!taken.has(free)) return free;
  }
}
