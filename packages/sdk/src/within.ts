import { sleep } from './backoff.ts';

/** Whether the work ended in time, well or badly. What it fails with is left to whoever else waits for it. */
export async function within(timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  const late = sleep(timeoutMs, over.signal).then(
    () => false,
    () => true,
  );
  const ended = work.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([ended, late]);
  over.abort();
  return inTime;
}
