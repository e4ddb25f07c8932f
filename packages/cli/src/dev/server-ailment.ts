import { statfs } from 'node:fs/promises';

/** With less room than this on its volume, a server that is started again would fail again. */
const ROOM_BYTES_MIN = 16 * 1024 * 1024;
const ANSWER_TIMEOUT_MS = 2_000;
const WRITE_ERROR = /stream '.*' write error/;

/**
 * Why a nats-server needs a new start. A stream that could not be written to, because the disk was full for a moment,
 * refuses every write until the server is started again; its health endpoint says so (seen with nats-server 2.15).
 * Undefined when it is well, does not answer, or has no room yet.
 */
export async function serverAilment(monitorUrl: string, storeDir: string): Promise<string | undefined> {
  const error = await healthError(monitorUrl);
  if (error === undefined || !WRITE_ERROR.test(error)) return undefined;
  return (await roomBytes(storeDir)) < ROOM_BYTES_MIN ? undefined : error;
}

async function roomBytes(storeDir: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(storeDir);
    return bavail * bsize;
  } catch {
    // The folder is gone: a new start would make nothing better.
    return 0;
  }
}

async function healthError(monitorUrl: string): Promise<string | undefined> {
  try {
    const response = await fetch(new URL('/healthz', monitorUrl), {
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const { error } = (await response.json()) as { readonly error?: unknown };
    return typeof error === 'string' ? error : undefined;
  } catch {
    // It starts, or it hangs: whoever needs it sees that.
    return undefined;
  }
}
