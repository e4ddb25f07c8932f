// A program of its own: a Parquet file on its input, its rows as JSON on its output, or why not as an error.
import { buffer } from 'node:stream/consumers';

import { decodeParquet } from './decode-parquet.ts';

try {
  const bytes = await buffer(process.stdin);
  const file = new Uint8Array(bytes).buffer;
  process.stdout.write(JSON.stringify(await decodeParquet(file)));
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
