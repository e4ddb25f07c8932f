import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { repositoryRoot } from './fixture-copy.ts';

export interface ToolRun {
  readonly code: number | null;
  readonly stdout: string;
  /** Both streams, for tools that do not say where they report. */
  readonly output: string;
}

/** Runs one of the installed tools in a folder, with the Node of the project. */
export async function runTool(name: string, args: readonly string[], cwd: string): Promise<ToolRun> {
  const bin = join(repositoryRoot, 'node_modules', '.bin');
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    NO_COLOR: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
  };
  const child = spawn(join(bin, name), args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, output: `${stdout}${stderr}` };
}
