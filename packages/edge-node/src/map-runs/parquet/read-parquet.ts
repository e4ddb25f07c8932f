import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { ItemDataError, type ItemData } from '@edgestep/asl';
import type { Json } from '@edgestep/shared';

const PROGRAM = fileURLToPath(new URL('./decode-program.ts', import.meta.url));

interface DecodeLimits {
  readonly heapMegabytesMax: number;
  readonly timeoutMs: number;
}

const LIMITS: DecodeLimits = { heapMegabytesMax: 512, timeoutMs: 60_000 };

const OUTPUT_BYTES_MAX = 268_435_456;

/** How the program says that the file is no good; all else is the program's own end. */
const REFUSED = 2;

/**
 * The rows of a Parquet file. They are decoded by a process of their own: a few bytes may stand for any number of
 * rows, and a file is never to take this process along. Throws ItemDataError.
 */
export async function readParquet(file: Uint8Array, limits: DecodeLimits = LIMITS): Promise<ItemData> {
  return { items: JSON.parse(await decoded(file, limits)) as readonly Json[] };
}

function decoded(file: Uint8Array, { heapMegabytesMax, timeoutMs }: DecodeLimits): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = execFile(
    process.execPath,
    [`--max-old-space-size=${heapMegabytesMax}`, '--no-warnings', PROGRAM],
    {
      env: {},
      maxBuffer: OUTPUT_BYTES_MAX,
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    },
    (error, output, reason) => {
      if (error === null) resolve(output);
      else reject(new ItemDataError(causeOf(error.code === REFUSED ? reason : '')));
    },
  );
  // Whoever ends early closes its input: what counts is how it ended.
  child.stdin?.on('error', () => {});
  child.stdin?.end(file);
  return promise;
}

function causeOf(reason: string): string {
  if (reason === '') return 'The Parquet file takes more memory, or more time, than there is for one.';
  return `The object is not a Parquet file that can be read: ${reason}`;
}
