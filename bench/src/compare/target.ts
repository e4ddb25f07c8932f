/** A case of the report: `api-chain` and `edgestep/fsync/c256`. */
export interface CaseAddress {
  readonly workload: string;
  readonly caseId: string;
}

/**
 * What is compared. `throughput`: ours divided by theirs. `time`: the time for a unit of work, ours divided by theirs.
 * `p50`: the median latency, ours divided by theirs. `added p50`: ours less theirs, in microseconds.
 */
export type TargetMeasure = 'throughput' | 'time' | 'p50' | 'added p50';

/** What the hot path has to reach, in the same run on the same machine. */
export interface CaseTarget {
  readonly what: string;
  readonly measure: TargetMeasure;
  readonly ours: CaseAddress;
  readonly theirs: CaseAddress;
  readonly bound: Bound;
}

/** What an idle edge node may cost: `ready` in milliseconds, `memory` in MiB. */
interface NodeTarget {
  readonly what: string;
  readonly measure: 'ready' | 'memory';
  readonly bound: Bound;
}

export type Target = CaseTarget | NodeTarget;

export type Bound =
  | { readonly kind: 'at least'; readonly value: number }
  | { readonly kind: 'at most'; readonly value: number };

export const CASE_TARGETS: readonly CaseTarget[] = [
  {
    what: 'chain of ten tasks, workers in their own process, 256 at once: steps a second against Restate',
    measure: 'throughput',
    ours: { workload: 'api-chain', caseId: 'edgestep/fsync/c256' },
    theirs: { workload: 'api-chain', caseId: 'Restate/fsync/c256' },
    bound: { kind: 'at least', value: 5 },
  },
  {
    what: 'chain of ten tasks, workers in their own process, one at a time: p50 against Restate',
    measure: 'p50',
    ours: { workload: 'api-chain', caseId: 'edgestep/fsync/c1' },
    theirs: { workload: 'api-chain', caseId: 'Restate/fsync/c1' },
    bound: { kind: 'at most', value: 0.65 },
  },
  {
    what: "chain of ten tasks, handlers in the engine's process, one at a time: p50 against Restate",
    measure: 'p50',
    ours: { workload: 'durable-chain', caseId: 'edgestep/fsync/c1' },
    theirs: { workload: 'api-chain', caseId: 'Restate/fsync/c1' },
    bound: { kind: 'at most', value: 0.4 },
  },
  {
    what: 'smallest durable workflow through the API, 256 at once: executions a second against Restate',
    measure: 'throughput',
    ours: { workload: 'api-smallest', caseId: 'edgestep/fsync/c256' },
    theirs: { workload: 'api-smallest', caseId: 'Restate/fsync/c256' },
    bound: { kind: 'at least', value: 6 },
  },
  {
    what: 'smallest durable workflow through the API, one at a time: p50 against Restate',
    measure: 'p50',
    ours: { workload: 'api-smallest', caseId: 'edgestep/fsync/c1' },
    theirs: { workload: 'api-smallest', caseId: 'Restate/fsync/c1' },
    bound: { kind: 'at most', value: 0.5 },
  },
  ...inMemory('pass-chain', 'Pass', 3),
  ...inMemory('choice-loop', 'Choice, JSONPath, an intrinsic', 5),
  {
    what: 'Express of ten states over HTTP, one at a time: p50 over an HTTP echo',
    measure: 'added p50',
    ours: { workload: 'express-sync', caseId: 'edgestep/none/c1' },
    theirs: { workload: 'express-sync', caseId: 'HTTP-echo/none/c1' },
    bound: { kind: 'at most', value: 300 },
  },
  {
    what: 'Express of ten states over NATS, one at a time: p50 against a bare request-reply',
    measure: 'p50',
    ours: { workload: 'express-sync', caseId: 'edgestep,-over-NATS/none/c1' },
    theirs: { workload: 'express-sync', caseId: 'bare-NATS-request-reply/none/c1' },
    bound: { kind: 'at most', value: 1.5 },
  },
  {
    what: 'time of an execution beside 100,000 open ones against beside 10',
    measure: 'time',
    ours: { workload: 'open-executions', caseId: 'edgestep,-100,000-open/fsync/c64' },
    theirs: { workload: 'open-executions', caseId: 'edgestep,-10-open/fsync/c64' },
    bound: { kind: 'at most', value: 1.3 },
  },
  {
    what: 'time of a transition in a definition of 1,000 states against one of 10',
    measure: 'time',
    ours: { workload: 'state-count', caseId: 'edgestep,-1,000-states/none/c1' },
    theirs: { workload: 'state-count', caseId: 'edgestep,-10-states/none/c1' },
    bound: { kind: 'at most', value: 1.3 },
  },
];

export const TARGETS: readonly Target[] = [
  ...CASE_TARGETS,
  {
    what: 'an edge node that starts again: ready',
    measure: 'ready',
    bound: { kind: 'at most', value: 2_000 },
  },
  {
    what: 'an idle edge node: resident memory',
    measure: 'memory',
    bound: { kind: 'at most', value: 120 },
  },
];

/** With the whole AWS history, against plain JavaScript that writes it too, and against another interpreter. */
function inMemory(workload: string, name: string, timesPlainMax: number): readonly CaseTarget[] {
  const ours = { workload, caseId: 'edgestep,-with-AWS-history/none/c1' };
  return [
    {
      what: `${name}, with its history: time of a transition against plain JavaScript`,
      measure: 'time',
      ours,
      theirs: { workload, caseId: 'plain-JavaScript,-with-AWS-history/none/c1' },
      bound: { kind: 'at most', value: timesPlainMax },
    },
    {
      what: `${name}, with its history: transitions a second against aws-local-stepfunctions`,
      measure: 'throughput',
      ours,
      theirs: { workload, caseId: 'aws-local-stepfunctions,-with-its-event-log/none/c1' },
      bound: { kind: 'at least', value: 50 },
    },
  ];
}
