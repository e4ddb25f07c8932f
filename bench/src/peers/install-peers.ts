import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { PEERS_DIR } from './peer.ts';

/** Tells which lock file what is installed came from. */
const STAMP = join(PEERS_DIR, 'node_modules', '.installed-lock-file');
const INSTALL_TIMEOUT_MS = 300_000;

/**
 * Installs the peers' package as its lock file pins it, without install scripts, unless it is. Rejects when npm can't:
 * there is no network, or no npm.
 */
export async function installPeers(say: (line: string) => void): Promise<void> {
  const lock = createHash('sha256')
    .update(await readFile(join(PEERS_DIR, 'package-lock.json')))
    .digest('hex');
  if ((await textOf(STAMP)) === lock) return;
  const versions = Object.entries(await dependencies()).map(([name, version]) => `${name} ${version}`);
  say(`installing into bench/peers (npm ci): ${versions.join(', ')}`);
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: PEERS_DIR,
    timeout: INSTALL_TIMEOUT_MS,
  });
  await writeFile(STAMP, lock);
}

/** The version that the peers' package asks for. */
export async function peerVersion(packageName: string): Promise<string> {
  const version = (await dependencies())[packageName];
  if (version === undefined) throw new RangeError(`bench/peers/package.json does not name ${packageName}`);
  return version;
}

async function dependencies(): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(PEERS_DIR, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly dependencies: Readonly<Record<string, string>> }).dependencies;
}

/** Undefined when there is no such file. */
async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
