import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { natsServerBin, runtimeNode } from '../paths.mjs';
import { failureOf, runCommand } from '../run-command.mjs';
import { place } from './place.mjs';
import { archiveUrl, release, releasePlatform } from './release-pins.mjs';

const downloader = fileURLToPath(new URL('download.mjs', import.meta.url));
const downloadTimeoutMs = 5 * 60_000;

/**
 * @param {string} url
 * @param {string} archive
 */
function download(url, archive) {
  const node = existsSync(runtimeNode) ? runtimeNode : process.execPath;
  return runCommand(node, [downloader, url, archive], {
    env: { NODE_USE_ENV_PROXY: '1', NODE_USE_SYSTEM_CA: '1', ...process.env },
    timeoutMs: downloadTimeoutMs,
  });
}

/** @param {string} file */
async function sha256(file) {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/**
 * Fetches the pinned official release for this platform.
 * @returns {Promise<import('./version.mjs').Found | import('./version.mjs').Failed>}
 */
export async function fromRelease() {
  const platform = releasePlatform(process.platform, process.arch);
  const pinned = release.sha256[platform];
  if (pinned === undefined) return { kind: 'failed', reason: `no checksum is pinned for ${platform}` };
  return fetchRelease(archiveUrl(platform), pinned, natsServerBin);
}

/**
 * Fetches an archive and refuses it unless its checksum is the pinned one.
 * @param {string} url
 * @param {string} pinned the SHA-256 of the archive, in hexadecimal
 * @param {string} target where the nats-server goes
 * @returns {Promise<import('./version.mjs').Found | import('./version.mjs').Failed>}
 */
export async function fetchRelease(url, pinned, target) {
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), 'release-'));
  const archive = join(folder, 'nats-server.tar.gz');
  try {
    const fetched = await download(url, archive);
    if (fetched.code !== 0) return { kind: 'failed', reason: `${url}: ${failureOf(fetched)}` };
    const actual = await sha256(archive);
    if (actual !== pinned) {
      return { kind: 'failed', reason: `${url} has the SHA-256 ${actual}, not the pinned ${pinned}` };
    }
    const unpacked = await runCommand('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
    if (unpacked.code !== 0) return { kind: 'failed', reason: `tar: ${failureOf(unpacked)}` };
    return await place(join(folder, 'nats-server'), target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
