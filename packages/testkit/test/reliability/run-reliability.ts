import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createClient } from '@edgestep/sdk';

import { startCluster, type Cluster } from '../../src/cluster/start-cluster.ts';
import { checkExecutions } from './checks/check-executions.ts';
import { checkHub } from './checks/check-hub.ts';
import { checkLogs } from './checks/check-logs.ts';
import { checkProcessLogs } from './checks/check-process-logs.ts';
import { settle } from './checks/settle.ts';
import { ClientView } from './client-view.ts';
import type { FaultTargets } from './faults/fault.ts';
import { openHubLink } from './faults/hub-link.ts';
import { mountSmallDisk } from './faults/small-disk.ts';
import { TokenAnswerer } from './load/answer-tokens.ts';
import { startExecutions } from './load/start-executions.ts';
import { watchExecutions } from './load/watch-executions.ts';
import { ZoneApi } from './load/zone-api.ts';
import { MACHINES, type MachineName } from './machines.ts';
import type { ReliabilityOptions } from './options.ts';
import { reportOf, type ReliabilityReport } from './report.ts';
import { runRounds, type Round } from './run-rounds.ts';
import { SeededRandom } from './seeded-random.ts';
import { Ledger } from './workers/ledger.ts';
import { WorkerPool } from './workers/worker-pool.ts';

const ZONE = 'los-angeles';
const SMALL_DISK_MB = 96;

/** Starts a cluster, breaks it round after round under load, lets it come to rest, and checks everything. */
export async function runReliability(
  options: ReliabilityOptions,
  progress: (line: string) => void,
): Promise<ReliabilityReport> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'edgestep-reliability-')));
  await using stack = new AsyncDisposableStack();
  const smallDisk = options.faults.includes('full-disk')
    ? stack.use(await mountSmallDisk(join(dataDir, 'zones', ZONE, 'jetstream'), SMALL_DISK_MB))
    : undefined;
  const cluster = stack.use(
    await startCluster({
      zones: [ZONE],
      nodesPerZone: options.nodes,
      serversPerZone: options.servers,
      durability: options.durability,
      dataDir,
    }),
  );
  const workers = stack.use(
    new WorkerPool(options.workers, cluster.ready.zones[ZONE]?.nats ?? '', join(dataDir, 'ledger')),
  );
  const plain = { cluster, zone: ZONE, workers, dataDir, ...(smallDisk === undefined ? {} : { smallDisk }) };
  const targets = options.faults.includes('cut-hub')
    ? { ...plain, hubLink: stack.use(await openHubLink(plain)) }
    : plain;
  const arns = await deploy(cluster);
  progress(`a cluster with ${options.servers} server(s) in the zone; its data is in ${dataDir}`);
  return await underLoad(options, targets, arns, progress);
}

async function deploy(cluster: Cluster): Promise<ReadonlyMap<string, string>> {
  const centre = createClient({ endpoint: cluster.ready.controlPlane.url });
  const zone = createClient({ endpoint: cluster.ready.zones[ZONE]?.url ?? '' });
  const arns = new Map<string, string>();
  for (const [name, definition] of Object.entries(MACHINES)) {
    const { stateMachineArn } = await centre.deploy({
      name,
      type: 'STANDARD',
      definition: JSON.stringify(definition),
    });
    const arn = stateMachineArn.replace(':states:hub:', `:states:${ZONE}:`);
    await zone.waitForStateMachine(arn);
    arns.set(name, arn);
  }
  return arns;
}

async function underLoad(
  options: ReliabilityOptions,
  targets: FaultTargets,
  arns: ReadonlyMap<string, string>,
  progress: (line: string) => void,
): Promise<ReliabilityReport> {
  const { cluster, dataDir } = targets;
  const zone = cluster.ready.zones[ZONE];
  const random = new SeededRandom(options.seed + 1);
  const api = new ZoneApi([zone?.url ?? '', ...(zone?.nodes.map(({ url }) => url) ?? [])], random);
  const view = new ClientView();
  const ledger = new Ledger(join(dataDir, 'ledger'));
  const load = new AbortController();
  const rest = new AbortController();
  const shared = { api, view, random };
  const tokens = new TokenAnswerer({ ...shared, ledger, signal: rest.signal });
  const stateMachineArn = (name: MachineName) => arns.get(name) ?? '';
  const { perSecond, openMax, rounds, faults } = options;
  const running = [
    startExecutions({ ...shared, stateMachineArn, perSecond, openMax, signal: load.signal }),
    watchExecutions({ ...shared, signal: load.signal }),
  ];
  const answering = tokens.run();
  const began = performance.now();
  const done = await runRounds({
    rounds,
    faults,
    targets,
    view,
    random: new SeededRandom(options.seed),
    onRound: (round) => progress(roundLine(round, rounds, view)),
  });
  load.abort();
  await Promise.all(running);
  const loadMs = Math.round(performance.now() - began);
  progress('the load has ended; everything has to come to its end');
  const settledMs = await settle({
    ...shared,
    settleMs: options.settleMs,
    progress: (open) => progress(`  ${open} open`),
  });
  rest.abort();
  await answering;
  ledger.poll();
  progress('checking histories');
  const executions = await checkExecutions({ api, view, runs: ledger.runs, answers: tokens.answers });
  progress('checking logs');
  const ready = cluster.ready;
  const logs = await checkLogs({
    view,
    zone: ZONE,
    zoneServers: (ready.zones[ZONE]?.nats ?? '').split(','),
    hubServers: [ready.hub.nats],
  });
  const comparedAtHub = await checkHub(view, ready.controlPlane.url, random);
  await checkProcessLogs(view, join(dataDir, 'log'), { mayBeDamaged: faults.includes('flip-byte') });
  return reportOf({
    options,
    view,
    rounds: done,
    loadMs,
    settledMs,
    executions,
    logs,
    comparedAtHub,
    runs: ledger.runs,
    answers: tokens.answers,
    dataDir,
  });
}

function roundLine({ round, what, healedMs, gapMs, open }: Round, rounds: number, view: ClientView): string {
  const healed = healedMs === undefined ? 'overlaps' : `${healedMs} ms`;
  const found = view.violations.length === 0 ? '' : `, ${view.violations.length} VIOLATIONS`;
  return `${String(round).padStart(4)}/${rounds} ${what.padEnd(44)} ${healed.padStart(9)}  gap ${gapMs} ms, ${open} open, ${view.records.size} starts${found}`;
}
