import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

import { EdgestepError } from '@edgestep/shared';

import { UsageError } from '../commands/usage-error.ts';

/** Who may read a backup may sign task tokens: it holds the keys of the zone. */
const OWNER_ONLY = 0o600;
/** Payloads compress well at any level; the time goes elsewhere. */
const LEVEL = 1;

/** Writes a file as a whole or not at all: under another name first, on the disk before it gets its own. */
export async function writeCompressed(file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const part = `${file}.part`;
  const handle = await open(part, 'w', OWNER_ONLY).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be written: ${reasonOf(error)}`);
  });
  try {
    await pipeline(
      Readable.from(bytes, { objectMode: true }),
      createGzip({ level: LEVEL }),
      handle.createWriteStream({ flush: true }),
    );
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The uncompressed bytes of a file. Fault: `log-damaged` for one that is cut, or is something else. */
export async function* readCompressed(file: string): AsyncGenerator<Uint8Array, void, undefined> {
  const source = createReadStream(file);
  const unzipped = createGunzip();
  source.once('error', (error) => unzipped.destroy(error));
  source.pipe(unzipped);
  try {
    yield* unzipped;
  } catch (error) {
    if (error instanceof EdgestepError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new UsageError(`There is no file ${file}.`);
    if (code === 'EISDIR' || code === 'EACCES')
      throw new UsageError(`${file} cannot be read: ${reasonOf(error)}`);
    throw new EdgestepError('log-damaged', `the backup ${file} cannot be read: ${reasonOf(error)}`, {
      cause: error,
    });
  } finally {
    source.destroy();
    unzipped.destroy();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
