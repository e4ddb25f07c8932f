import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import { EdgestepError } from '@edgestep/shared';

const END_TIMEOUT_MS = 10_000;

/**
 * Ends nats-servers that a supervisor left behind when it was killed: two servers on one store would destroy it. They
 * are known by the configuration file that their command line names, which lies in the cluster's own data folder.
 */
export async function endLeftovers(configFiles: readonly string[]): Promise<void> {
  const deadline = Date.now() + END_TIMEOUT_MS;
  for (;;) {
    const left = await processesWith(configFiles);
    if (left.length === 0) return;
    if (Date.now() > deadline) {
      throw new EdgestepError(
        'config-invalid',
        `nats-servers of an earlier run don't end: process ${left.join(', ')}. End them, or use another --data folder.`,
      );
    }
    for (const pid of left) process.kill(pid, 'SIGTERM');
    await delay(200);
  }
}

async function processesWith(configFiles: readonly string[]): Promise<readonly number[]> {
  const processes = (await processesOfProc()) ?? (await processesOfPs());
  return processes
    .filter(({ command }) => configFiles.some((file) => command.endsWith(` -c ${file}`)))
    .map(({ pid }) => pid);
}

interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/** Linux, also where no `ps` is installed. */
async function processesOfProc(): Promise<readonly RunningProcess[] | undefined> {
  if (process.platform !== 'linux') return undefined;
  const entries = await readdir('/proc');
  return Promise.all(
    entries
      .filter((entry) => /^\d+$/.test(entry))
      .map(async (entry) => {
        // A process may end while it is looked at.
        const line = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
        return { pid: Number(entry), command: line.replaceAll('\0', ' ').trimEnd() };
      }),
  );
}

async function processesOfPs(): Promise<readonly RunningProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,args='], { maxBuffer: 16_777_216 });
  return stdout.split('\n').map((line) => ({ pid: Number.parseInt(line, 10), command: line.trimEnd() }));
}
