import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePorts } from '@edgestep/testkit';

import { startServerProcess } from './server-process.ts';

export interface Postgres extends AsyncDisposable {
  /** `postgresql://` with user, host and port; the name of a database may follow. */
  readonly url: string;
}

/** PostgreSQL refuses to run as root; nobody has this id anything of. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const USER = 'bench';

/** A PostgreSQL with its default settings and an empty data folder, on a port of the loopback address. */
export async function startPostgres(binDir: string): Promise<Postgres> {
  await using stack = new AsyncDisposableStack();
  const user = process.getuid?.() === 0 ? NOBODY : undefined;
  const dir = await mkdtemp(join(tmpdir(), 'edgestep-bench-postgres-'));
  stack.defer(() => rm(dir, { recursive: true, force: true }));
  if (user !== undefined) await chown(dir, user.uid, user.gid);
  const data = join(dir, 'data');
  const init = ['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C'];
  await promisify(execFile)(join(binDir, 'initdb'), init, { cwd: dir, ...user });
  const [port = 0] = await freePorts(1);
  stack.use(
    await startServerProcess({
      program: join(binDir, 'postgres'),
      args: ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', ''],
      ...(user === undefined ? {} : { user }),
      isReady: () => accepts(port),
      stopSignal: 'SIGINT',
    }),
  );
  const resources = stack.move();
  return {
    url: `postgresql://${USER}@127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
