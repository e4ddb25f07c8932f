/**
 * Makes a checkout ready to run, with nothing but git and a Node of at least 20 with npm.
 *
 *   node scripts/setup.mjs                      everything
 *   node scripts/setup.mjs --only workspace     pnpm, Node 24 and the packages
 *   node scripts/setup.mjs --print nats-server  a nats-server, and its path on standard output
 *
 * Progress goes to standard error. Each step is skipped when nothing has changed since the last time.
 */
import { ensureNatsServer } from './setup/nats-server/ensure-nats-server.mjs';
import { SetupError } from './setup/setup-error.mjs';
import { withSetupLock } from './setup/setup-lock.mjs';
import { ensureWorkspace } from './setup/workspace.mjs';

const oldestNodeMajor = 20;

/** @param {readonly string[]} args */
async function setup(args) {
  if (Number(process.versions.node.split('.')[0]) < oldestNodeMajor) {
    throw new SetupError(`Node ${oldestNodeMajor} or newer is needed; this is ${process.version}`);
  }
  const asked = args.join(' ');
  if (asked === '--print nats-server') {
    process.stdout.write(`${await withSetupLock(ensureNatsServer)}\n`);
  } else if (asked === '--only workspace') {
    await withSetupLock(ensureWorkspace);
  } else if (asked === '') {
    await withSetupLock(async () => {
      await ensureWorkspace();
      await ensureNatsServer();
    });
  } else {
    throw new SetupError(`unknown arguments "${asked}"; known: --only workspace, --print nats-server`);
  }
}

try {
  await setup(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`setup: ${error.message}\n`);
  process.exitCode = 1;
}
