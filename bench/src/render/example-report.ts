import type { Verdict } from '../compare/judge.ts';
import type { Target } from '../compare/target.ts';
import type { BenchReport, CaseReport } from '../harness/report.ts';

/** Reports for the tests of what is made of one. */
export const FLOOR: CaseReport = {
  id: 'bare/fsync/c64',
  system: 'bare',
  durability: 'fsync',
  load: { kind: 'closed', concurrency: 64 },
  unitsPerOperation: 1,
  unitsPerSecond: { median: 100_000, min: 90_000, max: 101_000 },
  cpuUsPerUnit: { median: 4, min: 4, max: 5 },
  latency: { count: 9, meanUs: 640, p50Us: 600, p90Us: 700, p99Us: 900, p999Us: 1_500, maxUs: 2_000 },
  latencyCurve: [],
  rounds: [],
};

export const SUBJECT: CaseReport = {
  ...FLOOR,
  id: 'edgestep/fsync/c64',
  system: 'edgestep',
  variant: 'over 6 partitions',
  unitsPerSecond: { median: 25_000, min: 25_000, max: 25_000 },
  ratios: {
    floor: 'bare/fsync/c64',
    timePerUnit: { median: 4, min: 4, max: 4 },
    p50: { median: 3.5, min: 3, max: 4 },
    p50AddedUs: { median: 1_500, min: 1_500, max: 1_500 },
  },
};

const ABOUT = { title: 'a title', unit: 'execution', operation: 'An operation.' } as const;

/** A run without peers. */
export const REPORT: BenchReport = {
  startedAt: '2026-11-21T07:14:00.000Z',
  elapsedSeconds: 12.3,
  machine: {
    cpu: 'Example 9000',
    cores: 2,
    memoryGiB: 8,
    system: 'Linux 6',
    loadAverage: 0.5,
    node: 'v24.9.0',
    natsServer: 'nats-server: v2.15.1',
    commit: 'abcdef',
  },
  settings: { rounds: 3, secondsPerRound: 1, warmUpSeconds: 0.33 },
  peers: [],
  verdicts: [],
  workloads: [
    {
      ...ABOUT,
      name: 'smallest',
      doesNotMeasure: ['The weather.'],
      kind: 'measured',
      dropped: [],
      cases: [FLOOR, SUBJECT],
    },
    { ...ABOUT, name: 'broken', doesNotMeasure: ['Anything.'], kind: 'failed', reason: 'the server is gone' },
  ],
};

const PEER: CaseReport = {
  ...FLOOR,
  id: 'Restate/fsync/c64',
  system: 'Restate',
  peer: { name: 'restate', comparedWith: SUBJECT.id },
  unitsPerSecond: { median: 5_000, min: 4_000, max: 6_000 },
  latency: { ...FLOOR.latency, p50Us: 1_200 },
};

const ADDRESS = { workload: 'smallest', caseId: SUBJECT.id };
const TARGET: Target = {
  what: 'faster than Restate',
  measure: 'throughput',
  ours: ADDRESS,
  theirs: { workload: 'smallest', caseId: PEER.id },
  bound: { kind: 'at least', value: 6 },
};
const VERDICTS: readonly Verdict[] = [
  { target: TARGET, kind: 'missed', value: { median: 5, min: 4.5, max: 5.5 } },
  {
    target: {
      ...TARGET,
      what: 'added to the echo',
      measure: 'added p50',
      bound: { kind: 'at most', value: 300 },
    },
    kind: 'met',
    value: { median: 120, min: 100, max: 140 },
  },
  {
    target: { ...TARGET, what: 'flat', measure: 'time', bound: { kind: 'at most', value: 1.3 } },
    kind: 'not measured',
  },
];

/** A run that compares. */
export const COMPARED: BenchReport = {
  ...REPORT,
  peers: [
    { name: 'restate', system: 'Restate', durability: 'its defaults', kind: 'there', version: '1.7.12' },
    {
      name: 'dbos',
      system: 'DBOS',
      durability: 'PostgreSQL',
      kind: 'absent',
      reason: 'there is no PostgreSQL',
    },
  ],
  workloads: REPORT.workloads.map((workload) =>
    workload.kind === 'measured'
      ? {
          ...workload,
          cases: [...workload.cases, PEER],
          dropped: [{ id: 'Restate/fsync/c1', reason: 'HTTP 500' }],
        }
      : workload,
  ),
  node: {
    firstReadyMs: 1_900,
    readyMs: { median: 1_200, min: 1_100, max: 1_300 },
    residentMiB: { median: 99, min: 98, max: 101 },
    fileMiB: { median: 55, min: 55, max: 56 },
    idleSeconds: 30,
  },
  verdicts: VERDICTS,
};
