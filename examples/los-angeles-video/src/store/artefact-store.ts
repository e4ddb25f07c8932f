import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Files that workers share: pictures stay here, and only their names travel through the state machine. What is
 * stored under a name never changes, so doing a task again writes the same file.
 */
export class ArtefactStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The store of this machine: `EDGESTEP_VIDEO_STORE`, or a folder among the temporary ones. */
  static local(): ArtefactStore {
    return new ArtefactStore(
      process.env.EDGESTEP_VIDEO_STORE ?? join(tmpdir(), 'edgestep-los-angeles-video'),
    );
  }

  /** Where a name is, as a path that a person can open. */
  pathOf(name: string): string {
    if (!/^[\w-]+(\.[\w-]+)+$/.test(name)) throw new RangeError(`"${name}" is no name of an artefact`);
    return join(this.#folder, name);
  }

  async write(name: string, content: Uint8Array): Promise<void> {
    const path = this.pathOf(name);
    await mkdir(this.#folder, { recursive: true });
    const unfinished = `${path}.${process.pid}.${crypto.randomUUID()}`;
    await writeFile(unfinished, content);
    await rename(unfinished, path);
  }

  /** The content, or nothing when there is none under this name. */
  async read(name: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.pathOf(name));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }
}
