import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rootDir } from './setup/paths.mjs';

/** A checkout that is set up, whose command tells how it was started, in a folder with a space in its name. */
const base = realpathSync(mkdtempSync(join(tmpdir(), 'edgestep-launcher-')));
const checkout = join(base, 'a checkout');
const stamp = join(checkout, 'node_modules', '.edgestep-setup');
const elsewhere = join(base, 'elsewhere');
const tell = `const { NODE_COMPILE_CACHE: cache, MALLOC_ARENA_MAX: arenas } = process.env;
console.log(JSON.stringify({ pid: process.pid, cwd: process.cwd(), args: process.argv.slice(2), cache, arenas }));
if (process.argv[2] === 'wait') setInterval(() => undefined, 1000);
process.exitCode = 7;
`;

function prepare(): void {
  mkdirSync(join(checkout, 'packages', 'cli', 'src'), { recursive: true });
  mkdirSync(join(checkout, 'node_modules', 'node', 'bin'), { recursive: true });
  mkdirSync(elsewhere);
  cpSync(join(rootDir, 'edgestep'), join(checkout, 'edgestep'));
  for (const name of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
    writeFileSync(join(checkout, name), '{}');
  }
  symlinkSync(process.execPath, join(checkout, 'node_modules', 'node', 'bin', 'node'));
  writeFileSync(stamp, 'stamp');
  writeFileSync(join(checkout, 'packages', 'cli', 'src', 'main.ts'), tell);
  symlinkSync('../a checkout/edgestep', join(elsewhere, 'link'));
}

describe('the launcher', () => {
  prepare();
  afterAll(() => rmSync(base, { recursive: true }));

  it('passes arguments, the working directory and the exit code on, through a link too', () => {
    for (const launcher of [join(checkout, 'edgestep'), './link']) {
      const run = spawnSync(launcher, ['list', 'a b', ''], { cwd: elsewhere, encoding: 'utf8' });
      expect(run.status, run.stderr).toBe(7);
      expect(JSON.parse(run.stdout)).toMatchObject({ cwd: elsewhere, args: ['list', 'a b', ''] });
    }
  });

  it('has every process start fast and stay small, unless the environment has it otherwise', () => {
    const start = (env: NodeJS.ProcessEnv) => {
      const run = spawnSync(join(checkout, 'edgestep'), ['list'], { encoding: 'utf8', env });
      return JSON.parse(run.stdout) as { cache?: string; arenas?: string };
    };
    const env = { ...process.env, NODE_COMPILE_CACHE: undefined, MALLOC_ARENA_MAX: undefined };
    expect(start(env)).toMatchObject({ cache: join(checkout, '.edgestep', 'compile-cache'), arenas: '2' });
    const other = { NODE_COMPILE_CACHE: join(base, 'cache'), MALLOC_ARENA_MAX: '4' };
    expect(start({ ...env, ...other })).toMatchObject({ cache: other.NODE_COMPILE_CACHE, arenas: '4' });
  });

  it('becomes the command: its process id is the command’s, so signals reach it', async () => {
    const child = spawn(join(checkout, 'edgestep'), ['wait'], { cwd: elsewhere });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    expect((JSON.parse(line.toString()) as { pid: number }).pid).toBe(child.pid);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
  });

  it('ends with the failure of the set-up, without starting the command', () => {
    mkdirSync(join(checkout, 'scripts'), { recursive: true });
    writeFileSync(join(checkout, 'scripts', 'setup.mjs'), "console.error('no network'); process.exit(3);");
    rmSync(stamp);
    const run = spawnSync(join(checkout, 'edgestep'), ['list'], { encoding: 'utf8' });
    writeFileSync(stamp, 'stamp');
    expect(run).toMatchObject({ status: 3, stdout: '', stderr: 'no network\n' });
  });

  it('sets the checkout up when that was not done, with nothing on standard output', () => {
    mkdirSync(join(checkout, 'scripts'), { recursive: true });
    const setup = "console.log('noise'); console.error('set up:', process.argv.slice(2).join(' '));";
    writeFileSync(join(checkout, 'scripts', 'setup.mjs'), setup);
    rmSync(stamp);
    const run = spawnSync(join(checkout, 'edgestep'), ['dev'], {
      encoding: 'utf8',
      env: { ...process.env, NATS_SERVER: '' },
    });
    expect(run.stderr).toBe('set up: --only workspace\nset up: --print nats-server\n');
    expect(JSON.parse(run.stdout)).toMatchObject({ args: ['dev'] });
    writeFileSync(stamp, 'stamp');
  });

  it('sets the checkout up when an input is newer than the last set-up', () => {
    const setup = "console.error('set up:', process.argv.slice(2).join(' '));";
    writeFileSync(join(checkout, 'scripts', 'setup.mjs'), setup);
    utimesSync(stamp, 0, 0);
    const run = spawnSync(join(checkout, 'edgestep'), ['list'], { encoding: 'utf8' });
    expect(run.stderr).toBe('set up: --only workspace\n');
  });
});
