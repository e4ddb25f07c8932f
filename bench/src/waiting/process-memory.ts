import { readFile } from 'node:fs/promises';

/** What a process has in memory, in MiB. */
export interface ProcessMemory {
  readonly residentMiB: number;
  /** What of it are pages of files, such as its program, which other processes may share. */
  readonly fileMiB: number;
  /** The most it ever had. */
  readonly peakMiB: number;
}

/** Asks the kernel (Linux). */
export async function readProcessMemory(pid: number): Promise<ProcessMemory> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (name: string) => {
    const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
    if (kibibytes === undefined) throw new Error(`/proc/${pid}/status does not say ${name}`);
    return Math.round(Number(kibibytes) / 1_024);
  };
  return { residentMiB: mebibytes('VmRSS'), fileMiB: mebibytes('RssFile'), peakMiB: mebibytes('VmHWM') };
}
