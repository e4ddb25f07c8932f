import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { probe } from './version.mjs';

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The first nats-server on the PATH that is new enough. Folders that are only on the PATH because npm put
 * them there (node_modules/.bin) hold none, so they need no exception.
 * @returns {Promise<import('./version.mjs').Found | import('./version.mjs').Failed>}
 */
export async function fromPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const reasons = [];
  for (const file of folders.map((folder) => join(folder, 'nats-server')).filter(isProgram)) {
    const result = await probe(realpathSync(file));
    if (result.kind === 'found') return result;
    reasons.push(result.reason);
  }
  return { kind: 'failed', reason: reasons.length === 0 ? 'there is none on the PATH' : reasons.join('; ') };
}
