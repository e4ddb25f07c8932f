import { readdir, readFile } from 'node:fs/promises';

/** The camera's recording: numbered JPEG frames, `0001.jpg` and so on (see data/ATTRIBUTION.md). */
const FRAMES_FOLDER = new URL('../../data/frames/', import.meta.url);

export const FRAMES_PER_SECOND = 5;

/** How many frames the recording has. */
export async function countFrames(folder: URL = FRAMES_FOLDER): Promise<number> {
  const names = await readdir(folder);
  return names.filter((name) => /^\d{4}\.jpg$/.test(name)).length;
}

/** The JPEG of a frame; frames are numbered from 1. */
export async function readFrame(number: number, folder: URL = FRAMES_FOLDER): Promise<Uint8Array> {
  return readFile(new URL(`${String(number).padStart(4, '0')}.jpg`, folder));
}
