import type { Connection } from './connect.ts';

/** `edgestep stop EXECUTION`: ends it as ABORTED. */
export async function stop(
  { client, terminal }: Connection,
  executionArn: string,
  options: { readonly error?: string; readonly cause?: string },
): Promise<void> {
  const answer = await client.stopExecution({
    executionArn,
    ...(options.error === undefined ? {} : { error: options.error }),
    ...(options.cause === undefined ? {} : { cause: options.cause }),
  });
  terminal.result(answer, () => `Stopped at ${answer.stopDate.toISOString()}.`);
}
