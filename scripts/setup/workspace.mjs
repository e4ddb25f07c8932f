import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootDir, runtimeNode } from './paths.mjs';
import { say, step } from './progress.mjs';
import { failureOf, runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** The stamp lies in node_modules, so that deleting node_modules deletes it too. */
const stampFile = join(rootDir, 'node_modules', '.edgestep-setup');
const inputs = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
const installTimeoutMs = 15 * 60_000;
const signOfLifeMs = 5_000;

async function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const name of inputs) hash.update(await readFile(join(rootDir, name))).update('\0');
  return hash.digest('hex');
}

/** @param {string} expected */
async function isInstalled(expected) {
  if (!existsSync(stampFile) || !existsSync(runtimeNode)) return false;
  return (await readFile(stampFile, 'utf8')).trim() === expected;
}

/** @returns {Promise<{ pnpm: string, node: string }>} the versions that package.json pins */
async function pins() {
  const manifest = JSON.parse(await readFile(join(rootDir, 'package.json'), 'utf8'));
  return { pnpm: manifest.packageManager, node: manifest.devDependencies.node };
}

/** npm's own defaults wait minutes for a registry that can't be reached; these give up within one. */
function patientButNotEndless() {
  return {
    npm_config_fetch_retry_mintimeout: '1000',
    npm_config_fetch_retry_maxtimeout: '5000',
    ...process.env,
    npm_config_yes: 'true',
  };
}

/**
 * Thins a stream of lines out to a sign of life.
 * @param {(line: string) => void} show
 * @returns {(line: string) => void}
 */
function everyFewSeconds(show) {
  let shownAt = performance.now();
  return (line) => {
    if (performance.now() - shownAt < signOfLifeMs) return;
    shownAt = performance.now();
    show(line);
  };
}

/** @param {string} pnpm */
async function install(pnpm) {
  const args = ['-y', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'];
  const result = await runCommand('npx', args, {
    cwd: rootDir,
    env: patientButNotEndless(),
    timeoutMs: installTimeoutMs,
    onLine: everyFewSeconds((line) => say(`  ${line.trim()}`)),
  });
  if (result.code === 0) return;
  if (result.fault !== null) throw new SetupError(`npx, which npm brings, can't be run: ${result.fault}`);
  process.stderr.write(`${result.stdout}${result.stderr}\n`);
  const why = result.timedOut ? 'it did not finish in time' : 'what it said is above';
  throw new SetupError(`installing the workspace with ${pnpm} failed: ${why}`);
}

/** @param {string} version */
async function checkRuntime(version) {
  const result = await runCommand(runtimeNode, ['--version'], { timeoutMs: 10_000 });
  if (result.code === 0 && result.stdout.trim() === `v${version}`) return;
  throw new SetupError(
    `pnpm has installed the workspace, but Node ${version} is not at ${runtimeNode} ` +
      `(${result.code === 0 ? `there is ${result.stdout.trim()}` : failureOf(result)}). ` +
      `The package "node" is put in place by its install script: is ignore-scripts set in your npm configuration?`,
  );
}

/**
 * Installs the workspace with the pinned pnpm and the pinned Node, unless nothing has changed since the last
 * time (milliseconds).
 */
export async function ensureWorkspace() {
  const expected = await fingerprint();
  if (await isInstalled(expected)) {
    // The launcher compares times only; a fresh time tells it that the contents were compared.
    const now = new Date();
    await utimes(stampFile, now, now);
    return;
  }
  const { pnpm, node } = await pins();
  await step(`installing the workspace with ${pnpm} (and Node ${node} as a package)`, () => install(pnpm));
  await checkRuntime(node);
  await writeFile(stampFile, `${expected}\n`);
}
