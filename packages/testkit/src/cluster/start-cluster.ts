import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { freePorts, type ReadyLine } from '@edgestep/cli';

const LAUNCHER = fileURLToPath(new URL('../../../../edgestep', import.meta.url));
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

export interface ClusterOptions {
  readonly zones: readonly string[];
  readonly nodesPerZone?: number;
  readonly functionsUrl?: string;
  /** 3 replicate everything; 1 when absent. */
  readonly serversPerZone?: number;
  readonly durability?: 'fsync' | 'replicated' | 'relaxed';
  /** Kept after the end when given; otherwise a temporary folder that is removed. */
  readonly dataDir?: string;
  readonly extraArgs?: readonly string[];
}

/** A whole cluster under `./edgestep dev`, as a user has it: real processes, real servers. */
export interface Cluster extends AsyncDisposable {
  /** The newest ready line: process ids change when a piece was started again. */
  readonly ready: ReadyLine;
  readonly pid: number;
  /** Resolves with the next ready line that satisfies the condition; the newest one counts. */
  waitFor(condition: (ready: ReadyLine) => boolean, timeoutMs: number): Promise<ReadyLine>;
  /** What the supervisor printed for people. */
  log(): string;
}

/** Starts a cluster and resolves when it is ready. Disposal ends all its processes. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'edgestep-cluster-')));
  const portBase = await consecutivePorts(options.zones.length + 1);
  const child = spawn(LAUNCHER, [...devArguments(options, dataDir, portBase), ...(options.extraArgs ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const watch = watchReadyLines(child);
  try {
    await watch.waitFor(() => true, READY_TIMEOUT_MS);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return {
    get ready() {
      return watch.newest();
    },
    pid: child.pid ?? 0,
    waitFor: (condition, timeoutMs) => watch.waitFor(condition, timeoutMs),
    log: () => watch.log(),
    async [Symbol.asyncDispose]() {
      await stop(child);
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The first of so many free ports in a row: tests run beside each other and beside a developer's own cluster. */
async function consecutivePorts(count: number): Promise<number> {
  for (;;) {
    const [first = 0, ...others] = await freePorts(count);
    if (others.every((port, index) => port === first + 1 + index)) return first;
  }
}

function devArguments(options: ClusterOptions, dataDir: string, portBase: number): string[] {
  return [
    'dev',
    '--json',
    '--zones',
    options.zones.join(','),
    '--nodes-per-zone',
    String(options.nodesPerZone ?? 2),
    '--servers-per-zone',
    String(options.serversPerZone ?? 1),
    '--port-base',
    String(portBase),
    '--data',
    dataDir,
    '--durability',
    options.durability ?? 'fsync',
    ...(options.functionsUrl === undefined ? [] : ['--functions', options.functionsUrl]),
  ];
}

interface ReadyWatch {
  newest(): ReadyLine;
  waitFor(condition: (ready: ReadyLine) => boolean, timeoutMs: number): Promise<ReadyLine>;
  log(): string;
}

function watchReadyLines(child: ChildProcess): ReadyWatch {
  let newest: ReadyLine | undefined;
  let text = '';
  let ended = false;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready"')) newest = JSON.parse(line) as ReadyLine;
      tell();
    });
  }
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.once('exit', () => {
    ended = true;
    tell();
  });
  return {
    newest() {
      if (newest === undefined) throw new Error('the cluster has not been ready yet');
      return newest;
    },
    log: () => text,
    waitFor: (condition, timeoutMs) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          clearTimeout(timer);
          listeners.delete(look);
          settle();
        };
        const look = () => {
          const ready = newest;
          if (ready !== undefined && condition(ready)) finish(() => resolve(ready));
          else if (ended) finish(() => reject(new Error(`the cluster ended:\n${text}`)));
        };
        const timer = setTimeout(
          () => finish(() => reject(new Error(`no such ready line within ${timeoutMs / 1000} s:\n${text}`))),
          timeoutMs,
        );
        listeners.add(look);
        look();
      }),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(killer);
}
