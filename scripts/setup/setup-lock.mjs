import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stateDir } from './paths.mjs';
import { say } from './progress.mjs';

const lockFile = join(stateDir, 'setup.lock');

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @returns {Promise<number | null>} the process that holds the lock, or null when none does */
async function holder() {
  try {
    const pid = Number(await readFile(lockFile, 'utf8'));
    return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}

async function tryTake() {
  try {
    const file = await open(lockFile, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Runs one set-up of this checkout at a time: two terminals that start together must not install into the
 * same folder at once. The lock of a process that died is taken over.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(work) {
  await mkdir(stateDir, { recursive: true });
  let announced = false;
  while (!(await tryTake())) {
    const pid = await holder();
    if (pid === null) {
      // A holder that has opened the file but not yet written its pid looks dead: give it a moment.
      await delay(200);
      if ((await holder()) === null) await rm(lockFile, { force: true });
      continue;
    }
    if (!announced) say(`waiting for the set-up of process ${pid} (if that is none, delete ${lockFile})`);
    announced = true;
    await delay(250);
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}
