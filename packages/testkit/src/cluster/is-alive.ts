import { readFileSync } from 'node:fs';

/** Fields of proc_pid_stat(5) behind the name, which may hold spaces and brackets itself. */
const STATE = /^.*\) (?<state>\S)/su;

/**
 * Whether a process runs or is stopped. One that has ended is not alive, though its parent (or the init process of a
 * machine, in its own time) has yet to collect it.
 */
export function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !isZombie(pid);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  return STATE.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.groups?.['state'] === 'Z';
}
