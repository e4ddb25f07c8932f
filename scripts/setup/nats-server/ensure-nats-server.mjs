import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { natsServerBin } from '../paths.mjs';
import { say, step } from '../progress.mjs';
import { SetupError } from '../setup-error.mjs';
import { fromDebianTesting } from './from-debian-testing.mjs';
import { fromPath } from './from-path.mjs';
import { fromRelease } from './from-release.mjs';
import { link } from './place.mjs';
import { release } from './release-pins.mjs';
import { oldestVersion, probe } from './version.mjs';

/** The ways to a nats-server, in the order in which they are tried. */
const ways = [
  { name: 'the PATH', find: fromPath },
  { name: `the official release ${release.version}`, find: fromRelease },
  { name: "the package of Debian's testing suite", find: fromDebianTesting },
];

/**
 * What the environment names is used or refused, never passed over: whoever sets NATS_SERVER means it.
 * @param {string} value
 * @returns {Promise<string>}
 */
async function fromEnvironment(value) {
  const result = await probe(resolve(value));
  if (result.kind === 'found') return result.path;
  throw new SetupError(
    `NATS_SERVER is set, but ${result.reason}. ` +
      `Set it to the path of a nats-server of at least ${oldestVersion}, or unset it to let the set-up find one.`,
  );
}

async function search() {
  const failures = [];
  for (const way of ways) {
    const result = await way.find();
    if (result.kind === 'found') {
      await link(result.path);
      say(`nats-server ${result.version} from ${way.name}: ${result.path}`);
      return;
    }
    failures.push(`  - ${way.name}: ${result.reason}`);
  }
  throw new SetupError(
    `no nats-server of at least ${oldestVersion} could be had. What was tried:\n` +
      `  - NATS_SERVER: not set\n${failures.join('\n')}\n` +
      `Install one (https://github.com/nats-io/nats-server/releases) and put it on the PATH, ` +
      `or set NATS_SERVER to its path, and run this again.`,
  );
}

/**
 * Finds or fetches a nats-server that is new enough.
 * @returns {Promise<string>} its path: what NATS_SERVER names, else `.edgestep/bin/nats-server`
 */
export async function ensureNatsServer() {
  const named = process.env.NATS_SERVER;
  if (named !== undefined && named !== '') return fromEnvironment(named);
  if (existsSync(natsServerBin) && (await probe(natsServerBin)).kind === 'found') return natsServerBin;
  await step('looking for a nats-server', search);
  return natsServerBin;
}
