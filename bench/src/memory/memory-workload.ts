import { deepStrictEqual, strictEqual } from 'node:assert/strict';

import { projectHistory, type HistoryEvent } from '@edgestep/engine';
import type { ExecutionEvent, Json } from '@edgestep/shared';

import type { Operation } from '../harness/load.ts';
import { openWorkload } from '../harness/open-workload.ts';
import { caseId, type CaseDeclaration, type Workload } from '../harness/workload.ts';
import { loadLocalStepFunctions } from '../peers/load-local-stepfunctions.ts';
import { PEERS } from '../peers/peer.ts';
import { compile } from './compile.ts';
import { AT, EngineRun, startCommand } from './engine-run.ts';
import { PlainEvents, PlainHistory, type PlainRecorder } from './plain-recorder.ts';

/** A machine that runs from start to end in one turn, and the plain program that does the same. */
export interface MemorySubject {
  readonly name: string;
  readonly title: string;
  readonly operation: string;
  readonly definition: {
    readonly QueryLanguage?: 'JSONata';
    readonly StartAt: string;
    readonly States: object;
  };
  readonly input: Json;
  /** States that an execution goes through. */
  readonly transitions: number;
  /** Does the data work of the states and tells of them; `start` was told already. */
  readonly plain: (recorder: PlainRecorder<unknown>, input: Json) => void;
}

const DOES_NOT_MEASURE = [
  'Durability, queues, timers and effects: nothing is appended anywhere, one execution runs after the other.',
  'Starting the machine: definitions are compiled before the measurement, as a node does once a revision.',
  'Large payloads: inputs are under 100 bytes.',
];

/** An execution a time, through the engine's pure `decide` (which applies each event with `evolve`). */
export function memoryWorkload(subject: MemorySubject): Workload {
  return {
    name: subject.name,
    title: subject.title,
    unit: 'transition',
    operation: subject.operation,
    doesNotMeasure: DOES_NOT_MEASURE,
    cases: [...casesOf(subject.transitions), ...peerCasesOf(subject)],
    open: async (cases) => {
      const operations = await operationsOf(subject);
      for (const each of cases) {
        if (each.peer === undefined) continue;
        const failing = (error: unknown) => () => Promise.reject(error);
        operations.set(caseId(each), await peerOperation(subject).catch(failing));
      }
      return openWorkload(operations, new AsyncDisposableStack());
    },
  };
}

const PLAIN = {
  system: 'plain JavaScript',
  durability: 'none',
  load: { kind: 'closed', concurrency: 1 },
} as const;
const EDGESTEP = { ...PLAIN, system: 'edgestep' } as const;
const HISTORY = 'with AWS history';

function casesOf(transitions: number): readonly CaseDeclaration[] {
  const plain = { ...PLAIN, unitsPerOperation: transitions };
  const edgestep = { ...EDGESTEP, unitsPerOperation: transitions, floor: caseId(plain) };
  const plainHistory = { ...plain, variant: HISTORY };
  return [plain, edgestep, plainHistory, { ...edgestep, variant: HISTORY, floor: caseId(plainHistory) }];
}

/** aws-local-stepfunctions knows no JSONata. */
function peerCasesOf({ definition, transitions }: MemorySubject): readonly CaseDeclaration[] {
  if (definition.QueryLanguage === 'JSONata') return [];
  const name = 'aws-local-stepfunctions';
  const comparedWith = caseId({ ...EDGESTEP, variant: HISTORY });
  return [
    {
      ...PLAIN,
      system: PEERS[name].system,
      variant: 'with its event log',
      peer: { name, comparedWith },
      unitsPerOperation: transitions,
    },
  ];
}

async function peerOperation({ definition, input, transitions }: MemorySubject): Promise<Operation> {
  const run = await loadLocalStepFunctions(definition);
  const engine = new EngineRun(compile(definition), input);
  const { status } = (await engine.decision()).state;
  const expected = status.kind === 'SUCCEEDED' ? status.output : undefined;
  const proof = await run(input);
  deepStrictEqual(proof.output, expected, 'the peer ends with another output');
  return async () => {
    const { events } = await run(input);
    // Of each state it tells at least that it was entered.
    if (events < transitions) throw new Error(`${events} events of ${transitions} states`);
  };
}

/** Proves that the floor leaves behind what the engine does before either is measured. */
async function operationsOf(subject: MemorySubject): Promise<Map<string, Operation>> {
  const engine = new EngineRun(compile(subject.definition), subject.input);
  const events = (await engine.decision()).events;
  deepStrictEqual(plainEvents(subject), events, 'the plain program leaves other events behind');
  deepStrictEqual(plainHistory(subject), projectHistory(events), 'the plain program leaves another history');
  const entered = events.filter(({ kind }) => kind === 'StateEntered').length;
  strictEqual(entered, subject.transitions, 'the execution goes through another number of states');

  const [plain, edgestep, plainWithHistory, edgestepWithHistory] = casesOf(subject.transitions).map(caseId);
  return new Map<string, Operation>([
    [plain ?? '', () => requireLength(plainEvents(subject), events.length)],
    [edgestep ?? '', () => engine.run((done) => requireLength(done.events, events.length))],
    [plainWithHistory ?? '', () => requireLength(plainHistory(subject), events.length)],
    [
      edgestepWithHistory ?? '',
      () => engine.run((done) => requireLength(projectHistory(done.events), events.length)),
    ],
  ]);
}

function plainEvents({ definition, input, plain }: MemorySubject): ExecutionEvent[] {
  const recorder = new PlainEvents(definition.StartAt, AT);
  recorder.start(startCommand(input));
  plain(recorder, input);
  return recorder.records;
}

function plainHistory({ definition, input, plain }: MemorySubject): HistoryEvent[] {
  const recorder = new PlainHistory(definition.StartAt, AT);
  recorder.start(startCommand(input));
  plain(recorder, input);
  return recorder.records;
}

/** Work that nobody looks at may be optimised away. */
function requireLength(records: readonly unknown[], length: number): void {
  if (records.length !== length) throw new Error(`${records.length} records instead of ${length}`);
}
