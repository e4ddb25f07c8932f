import { LocalCluster } from './local-cluster.ts';
import type { DevOptions } from './dev-options.ts';
import { pieceCommands } from './piece-commands.ts';
import type { ReadyLine } from './ready-line.ts';

/** `edgestep dev`: a cluster until Ctrl-C. Progress goes to standard error, what is ready to standard output. */
export async function dev(options: DevOptions): Promise<void> {
  const stop = untilStopped();
  const note = (line: string) => process.stderr.write(`${line}\n`);
  note('auth is none: everything listens on 127.0.0.1 only, and whoever reaches it may do everything');
  await using cluster = await LocalCluster.start(options, await pieceCommands(), {
    progress: note,
    ready: (line) => process.stdout.write(`${options.json ? JSON.stringify(line) : describe(line)}\n`),
  });
  void cluster;
  note('Ctrl-C ends the cluster');
  await stop;
  note('stopping');
}

/** Resolves on the first SIGINT or SIGTERM; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const ask = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on('SIGINT', ask);
    process.on('SIGTERM', ask);
  });
}

/** The addresses of a cluster, for people. */
export function describe(line: ReadyLine): string {
  const rows = [`control plane  ${line.controlPlane.url}  (pid ${line.controlPlane.pid})`];
  rows.push(`hub nats       ${line.hub.nats}  (pid ${line.hub.pid})`);
  for (const [name, zone] of Object.entries(line.zones)) {
    rows.push(`zone ${name}`);
    rows.push(`  API   ${zone.url}`);
    for (const server of zone.servers) rows.push(`  NATS  ${server.nats}  (pid ${server.pid})`);
    rows.push(`  MQTT  ${zone.mqtt}`);
    for (const node of zone.nodes) rows.push(`  node  ${node.url}  (pid ${node.pid})`);
  }
  return rows.join('\n');
}
