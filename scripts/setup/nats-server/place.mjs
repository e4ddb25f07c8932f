import { chmod, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { natsServerBin } from '../paths.mjs';
import { probe } from './version.mjs';

/**
 * Moves a nats-server that was just unpacked to its place, once it has proved that it runs here.
 * @param {string} unpacked
 * @param {string} [target]
 * @returns {Promise<import('./version.mjs').Found | import('./version.mjs').Failed>}
 */
export async function place(unpacked, target = natsServerBin) {
  await chmod(unpacked, 0o755);
  const result = await probe(unpacked);
  if (result.kind === 'failed') return result;
  await mkdir(dirname(target), { recursive: true });
  await rename(unpacked, target);
  return { ...result, path: target };
}

/**
 * Makes the common place a link to a nats-server that the machine already has.
 * @param {string} path
 */
export async function link(path) {
  if (path === natsServerBin) return;
  await mkdir(dirname(natsServerBin), { recursive: true });
  await rm(natsServerBin, { force: true });
  await symlink(path, natsServerBin);
}
