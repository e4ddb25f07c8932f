import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The root of the checkout, whatever the caller's working directory is. */
export const rootDir = fileURLToPath(new URL('../../', import.meta.url)).replace(/[/\\]$/, '');

/** What the set-up keeps beside the project; ignored by git and safe to delete. */
export const stateDir = join(rootDir, '.edgestep');

/** The Node that runs the product: the devDependency `node`, put in place by pnpm. */
export const runtimeNode = join(rootDir, 'node_modules', 'node', 'bin', 'node');

/** Where every program of the project finds its nats-server: a file, or a link to one elsewhere. */
export const natsServerBin = join(stateDir, 'bin', 'nats-server');
