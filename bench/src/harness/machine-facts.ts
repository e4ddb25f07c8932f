import { execFile } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';

import { natsServerBinary } from '@edgestep/testkit';

/** Where figures come from: they say nothing about another machine. */
export interface MachineFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  /** Of the last minute before the run: what else the machine was doing. */
  readonly loadAverage: number;
  readonly node: string;
  readonly natsServer: string;
  /** Of the checkout, `-dirty` when files differ from it; undefined outside a repository. */
  readonly commit: string | undefined;
}

export async function readMachineFacts(): Promise<MachineFacts> {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    loadAverage: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    node: process.version,
    natsServer: (await firstLine(await natsServerBinary(), ['--version'])) ?? 'unknown',
    commit: await firstLine('git', ['describe', '--always', '--dirty', '--abbrev=10']),
  };
}

/** Undefined when the program can't be run: a fact that can't be had must not keep anybody from measuring. */
async function firstLine(program: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, [...args], { cwd: import.meta.dirname });
    return stdout.split('\n')[0]?.trim();
  } catch {
    return undefined;
  }
}
