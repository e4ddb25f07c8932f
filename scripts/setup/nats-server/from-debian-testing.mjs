import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateDir } from '../paths.mjs';
import { failureOf, runCommand } from '../run-command.mjs';
import { place } from './place.mjs';

/** @typedef {import('./version.mjs').Found | import('./version.mjs').Failed} Result */

const folder = join(stateDir, 'apt');
const configFile = join(folder, 'apt.conf');
const sourceList = join(folder, 'sources.list');
const aptTimeoutMs = 3 * 60_000;
/** The keyrings of the package debian-archive-keyring, newest form first. */
const keyrings = ['pgp', 'gpg'].map((form) => `/usr/share/keyrings/debian-archive-keyring.${form}`);

/**
 * Settings for an apt that looks at the testing suite alone and writes into our folder alone. They are read
 * after the system's own configuration, so its proxies, certificates and credentials stay in force. The
 * system's hooks are cleared: they clean and index the real system. Without root there is no sandbox user
 * to change to, and with root that user may not reach this folder; signatures are verified either way.
 */
function aptConfig() {
  return [
    '#clear APT::Update::Pre-Invoke;',
    '#clear APT::Update::Post-Invoke;',
    '#clear APT::Update::Post-Invoke-Success;',
    'APT::Sandbox::User "root";',
    'APT::Default-Release "";',
    'Acquire::Languages "none";',
    'Acquire::Retries "1";',
    'Acquire::http::Timeout "10";',
    'Acquire::https::Timeout "10";',
    `Dir::State "${folder}/state";`,
    `Dir::State::lists "${folder}/state/lists";`,
    `Dir::State::status "${folder}/state/status";`,
    `Dir::Cache "${folder}/cache";`,
    `Dir::Etc::preferences "/dev/null";`,
    `Dir::Etc::preferencesparts "/dev/null";`,
    '',
  ].join('\n');
}

async function prepare() {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'state', 'lists', 'partial'), { recursive: true });
  await mkdir(join(folder, 'cache', 'archives', 'partial'), { recursive: true });
  await writeFile(join(folder, 'state', 'status'), '');
  await writeFile(configFile, aptConfig());
}

/** @param {readonly string[]} args */
function aptGet(args) {
  return runCommand('apt-get', ['-c', configFile, ...args], { cwd: folder, timeoutMs: aptTimeoutMs });
}

/** @param {readonly string[]} args */
function aptGetTesting(args) {
  const sources = ['-o', `Dir::Etc::sourcelist=${sourceList}`, '-o', 'Dir::Etc::sourceparts=/dev/null'];
  return aptGet([...sources, ...args]);
}

async function missingTools() {
  const found = await Promise.all(
    ['apt-get', 'dpkg', 'dpkg-deb'].map(async (tool) => {
      const { fault } = await runCommand(tool, ['--version'], { timeoutMs: 10_000 });
      return fault === null ? [] : [tool];
    }),
  );
  return found.flat();
}

/**
 * The archives that the system itself installs from, as apt understands its own sources (both formats).
 * Suites that only add to a release (security, updates, backports) live in the same or in smaller archives.
 * @returns {Promise<string[]>}
 */
async function systemMirrors() {
  const listed = await aptGet(['update', '--print-uris']);
  const mirrors = [...listed.stdout.matchAll(/^'([^']+)\/dists\/([^/']+)\/(?:In)?Release'/gm)]
    .filter(([, , suite]) => !/-(security|updates|backports)/.test(suite ?? ''))
    .map(([, archive]) => archive ?? '');
  return [...new Set(mirrors)];
}

/** @param {string} mirror */
async function useMirror(mirror) {
  const architecture = (await runCommand('dpkg', ['--print-architecture'])).stdout.trim();
  const keyring = keyrings.find((file) => existsSync(file));
  const signedBy = keyring === undefined ? '' : ` signed-by=${keyring}`;
  await writeFile(
    sourceList,
    `deb [arch=${architecture} target=Packages${signedBy}] ${mirror} testing main\n`,
  );
}

/**
 * @param {string} mirror
 * @returns {Promise<Result>}
 */
async function fetchFrom(mirror) {
  await useMirror(mirror);
  const failed = (
    /** @type {string} */ what,
    /** @type {import('../run-command.mjs').CommandResult} */ result,
  ) => /** @type {Result} */ ({ kind: 'failed', reason: `${what} ${mirror} testing: ${failureOf(result)}` });
  const updated = await aptGetTesting(['update', '--error-on=any']);
  if (updated.code !== 0) return failed('reading the package list of', updated);
  const downloaded = await aptGetTesting(['download', 'nats-server']);
  if (downloaded.code !== 0) return failed('downloading nats-server from', downloaded);
  const file = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (file === undefined)
    return { kind: 'failed', reason: `apt-get download from ${mirror} left no package` };
  const unpacked = await runCommand('dpkg-deb', ['-x', join(folder, file), join(folder, 'unpacked')]);
  if (unpacked.code !== 0) return failed('unpacking the package of', unpacked);
  return place(join(folder, 'unpacked', 'usr', 'sbin', 'nats-server'));
}

async function isDebianLike() {
  if (process.platform !== 'linux' || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*debian/m.test(await readFile('/etc/os-release', 'utf8'));
}

/**
 * Takes the package of Debian's testing suite from the mirror that the system's apt is configured with,
 * verified with the system's keyring, and unpacks it beside the project. Nothing is installed; no root.
 * @returns {Promise<Result>}
 */
export async function fromDebianTesting() {
  if (!(await isDebianLike())) return { kind: 'failed', reason: 'this system is not Debian or like it' };
  const missing = await missingTools();
  if (missing.length > 0) return { kind: 'failed', reason: `${missing.join(' and ')} can't be run` };
  try {
    await prepare();
    const mirrors = await systemMirrors();
    if (mirrors.length === 0)
      return { kind: 'failed', reason: 'the apt sources of the system name no archive' };
    const reasons = [];
    for (const mirror of mirrors) {
      const result = await fetchFrom(mirror);
      if (result.kind === 'found') return result;
      reasons.push(result.reason);
    }
    return { kind: 'failed', reason: reasons.join('; ') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
