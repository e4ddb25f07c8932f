import { relative } from 'node:path';
import { inspect } from 'node:util';

import { HELP, parseCommandLine, type CommandLine } from './command-line.ts';
import { judge } from './compare/judge.ts';
import { TARGETS } from './compare/target.ts';
import { saveFlameGraphs } from './flame-graph/save-flame-graphs.ts';
import { measureNode } from './footprint/measure-node.ts';
import type { NodeFootprint } from './footprint/node-footprint.ts';
import { readMachineFacts } from './harness/machine-facts.ts';
import type { BenchReport, WorkloadReport } from './harness/report.ts';
import {
  caseId,
  selectCases,
  type CaseDeclaration,
  type Selection,
  type Workload,
} from './harness/workload.ts';
import { saveReport } from './render/save-report.ts';
import { renderTerminal } from './render/render-terminal.ts';
import { PEER_NAMES } from './peers/peer.ts';
import { surveyPeers } from './peers/survey-peers.ts';
import { runInProcess } from './run-in-process.ts';
import { measureParked } from './waiting/measure-parked.ts';
import { measureTakeOver } from './waiting/measure-take-over.ts';
import { renderParked } from './waiting/render-parked.ts';
import { renderTakeOver } from './waiting/render-take-over.ts';
import { WORKLOADS } from './workloads/registry.ts';

const NODE_CASE = 'edge-node/idle';
const NODE_IDLE_SECONDS = 30;

type Run = Extract<CommandLine, { readonly kind: 'run' }>;

interface Selected {
  readonly workload: Workload;
  readonly cases: readonly CaseDeclaration[];
}

process.exitCode = await main(parseCommandLine(process.argv.slice(2)));

/** Answers the exit code: 0, 1 when a workload failed, 2 for a command line that says nothing to do. */
async function main(commandLine: CommandLine): Promise<number> {
  switch (commandLine.kind) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'wrong':
      process.stderr.write(`bench: ${commandLine.message}\n\n${HELP}`);
      return 2;
    case 'list':
      for (const { workload, cases } of select({
        only: commandLine.only,
        peers: commandLine.compare ? PEER_NAMES : [],
      })) {
        for (const each of cases) process.stdout.write(`${workload.name}/${caseId(each)}\n`);
      }
      if (wantsNode(commandLine.only)) process.stdout.write(`${NODE_CASE}\n`);
      return 0;
    case 'parked':
      return report(renderParked(await measureParked(commandLine, sayProgress)));
    case 'take-over':
      return report(renderTakeOver(await measureTakeOver(commandLine, sayProgress)));
    case 'flame-graph':
      return saveFlameGraphs(commandLine.profiles);
    case 'run':
      return run(commandLine);
  }
}

function sayProgress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Prints what came of a run, under what it was measured on. */
async function report(text: string): Promise<number> {
  const { cpu, cores, memoryGiB, system, loadAverage, node, natsServer, commit } = await readMachineFacts();
  const machine = `${cores} cores of ${cpu}, ${memoryGiB} GiB, ${system}, load ${loadAverage}, Node ${node}, ${natsServer}`;
  process.stdout.write(`\n${machine}, ${commit ?? 'no commit'}\n${text}\n`);
  return 0;
}

function select(selection: Selection): readonly Selected[] {
  return Object.values(WORKLOADS)
    .map((workload) => ({ workload, cases: selectCases(workload, selection) }))
    .filter(({ cases }) => cases.length > 0);
}

async function run({ only, compare, settings, jsonFile, profileDir }: Run): Promise<number> {
  const peers = compare ? await surveyPeers(sayProgress) : [];
  const there = peers.filter(({ kind }) => kind === 'there').map(({ name }) => name);
  const selected = select({ only, peers: there });
  const isNodeWanted = wantsNode(only);
  if (selected.length === 0 && !isNodeWanted) {
    process.stderr.write(`bench: no case matches ${String(only)}; --list shows them all\n`);
    return 2;
  }
  const startedAt = new Date();
  const machine = await readMachineFacts();
  const workloads: WorkloadReport[] = [];
  let stopped = false;
  process.once('SIGINT', () => (stopped = true));
  for (const { workload, cases } of selected) {
    if (stopped) break;
    const onRound = (round: number, id: string) =>
      process.stderr.write(`${workload.name}/${id}: round ${round} of ${settings.rounds}\n`);
    workloads.push(await runInProcess(workload, cases, { settings, profileDir, onRound }));
  }
  const node = isNodeWanted && !stopped ? await tryMeasureNode(settings.rounds) : undefined;
  const elapsedSeconds = (Date.now() - startedAt.getTime()) / 1_000;
  const made: BenchReport = {
    startedAt: startedAt.toISOString(),
    elapsedSeconds,
    machine,
    settings,
    peers,
    workloads,
    ...(node === undefined ? {} : { node }),
    verdicts: TARGETS.map((target) => judge(target, { workloads, ...(node === undefined ? {} : { node }) })),
  };
  process.stdout.write(`\n${renderTerminal(made)}\n\n`);
  for (const file of await saveReport(made, jsonFile)) {
    process.stdout.write(`wrote ${relative(process.cwd(), file)}\n`);
  }
  const hasFailed =
    stopped || workloads.some(({ kind }) => kind === 'failed') || (isNodeWanted && node === undefined);
  return hasFailed ? 1 : 0;
}

/** The footprint of a node is no workload, but it is selected like one. */
function wantsNode(only: RegExp | undefined): boolean {
  return only === undefined || only.test(NODE_CASE);
}

/** Undefined when it fails: the figures of the workloads are not lost with it. */
async function tryMeasureNode(restarts: number): Promise<NodeFootprint | undefined> {
  try {
    return await measureNode({ restarts, idleSeconds: NODE_IDLE_SECONDS }, sayProgress);
  } catch (error) {
    process.stderr.write(`bench: edge-node failed: ${inspect(error)}\n`);
    return undefined;
  }
}
