import type { Json } from '../json/json.ts';
import { boundedBeatIntervalMs, parseObject } from './worker-protocol.ts';

/**
 * Several tasks in one message, and several results in one: what workers of the SDK take and give beside single
 * requests (ADR-64 of this repository; `worker-protocol.ts` for what the words mean).
 *
 * - A worker that takes batches says so when it accepts a single task (`batches` in `accepted`); it listens on
 *   `batchSubject`, in the queue group of the function's endpoint. Nobody else is ever sent a batch.
 * - A `TaskBatch` carries tasks of one function. `to` is where all that is told of them goes: one subject for a
 *   caller, whatever it hands out. The message's own reply subject is for the server's word that nobody listens.
 * - A worker answers with `WorkerFrame`s: one for each caller and turn of its event loop, whoever's batch a task came
 *   in. It tells results and refusals, and names in `held` the tasks that it goes on holding; what was done within
 *   the turn is never named there. Every `beatIntervalMs` a frame names all that it holds: a task that is not named
 *   any more, and whose result did not come, is with nobody.
 * - A task that finds no free place waits for the next turn while places become free from turn to turn; else it is
 *   refused. Quick tasks of one message so take turns at few places.
 * - A frame's reply subject is the worker's own, one for a caller: a `WorkerCancel` there names the tasks that are
 *   not wanted any more in `ids`.
 */
export const TASK_BATCH_VERSION = 1;

/** More tasks are never in one message. */
export const BATCH_TASKS_MAX = 64;

/** Text beyond this, in characters, begins another message; one task or result that is longer goes alone. */
export const BATCH_CHARACTERS_MAX = 262_144;

/** One task of a batch. What is absent is not known, or does not apply; see `TASK_HEADERS` for the meaning. */
export interface BatchTask {
  /** Tells the caller's tasks apart, as long as it lives. */
  readonly id: string;
  readonly token?: string | undefined;
  readonly execution?: string | undefined;
  readonly state?: string | undefined;
  readonly attempt?: number | undefined;
  readonly deadline?: number | undefined;
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
  readonly input: Json;
}

export interface TaskBatch {
  /** The subject for frames. */
  readonly to: string;
  readonly tasks: readonly BatchTask[];
}

/** What a worker tells one caller in one turn. */
export interface WorkerFrame {
  readonly worker: string;
  readonly beatIntervalMs: number;
  /** What handlers returned. */
  readonly done: readonly FrameEntry[];
  /** How handlers failed: a `WorkerErrorBody` each. */
  readonly failed: readonly FrameEntry[];
  /** What was not begun, or is given back: a `WorkerRefusal` each. */
  readonly refused: readonly RefusedEntry[];
  /** Tasks that the worker goes on holding: those that are new, or at every beat all of them. */
  readonly held: readonly string[];
  /** Tasks whose handlers reported progress. */
  readonly heartbeats: readonly string[];
}

/** One task in a frame, and how long its handler took, in microseconds. */
export type FrameEntry = readonly [id: string, value: Json, workUs: number];

/** One task that is refused: with a `WorkerRefusal`, or what else a worker says. */
export type RefusedEntry = readonly [id: string, refusal: string, workUs: number];

/** The text of one task; what is undefined is left out. */
export function formatBatchTask(task: BatchTask): string {
  return JSON.stringify(task);
}

/** The text of a message; `tasks` as `formatBatchTask` wrote them. */
export function formatTaskBatch(to: string, tasks: readonly string[]): string {
  return `{"v":${TASK_BATCH_VERSION},"to":${JSON.stringify(to)},"tasks":[${tasks.join(',')}]}`;
}

/** No wildcards, no empty tokens, nothing that would break a line of the protocol. */
const SUBJECT = /^[^\s*>.\u0000-\u001f\u007f]+(\.[^\s*>.\u0000-\u001f\u007f]+)*$/;
const SUBJECT_CHARACTERS_MAX = 1_024;

/** Undefined for what is no batch, or one of another version; tasks that make no sense are left out. */
export function parseTaskBatch(text: string): TaskBatch | undefined {
  const batch = parseObject(text);
  const to = batch?.['to'];
  if (batch?.['v'] !== TASK_BATCH_VERSION || typeof to !== 'string' || !Array.isArray(batch['tasks'])) {
    return undefined;
  }
  if (to.length > SUBJECT_CHARACTERS_MAX || !SUBJECT.test(to)) return undefined;
  return { to, tasks: batch['tasks'].map(batchTask).filter((task) => task !== undefined) };
}

function batchTask(value: Json): BatchTask | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value) || !isId(value['id'])) return undefined;
  return {
    id: value['id'],
    token: text(value['token']),
    execution: text(value['execution']),
    state: text(value['state']),
    attempt: wholeNumber(value['attempt']),
    deadline: wholeNumber(value['deadline']),
    traceparent: text(value['traceparent']),
    tracestate: text(value['tracestate']),
    input: value['input'] ?? null,
  };
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function wholeNumber(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** What a frame is written from; the entries of the first three as `formatFrameEntry` wrote them. */
export interface FrameTexts {
  readonly worker: string;
  readonly beatIntervalMs: number;
  readonly done: readonly string[];
  readonly failed: readonly string[];
  readonly refused: readonly string[];
  readonly held: readonly string[];
  readonly heartbeats: readonly string[];
}

/** One task's entry in a frame; `json` is written as it stands. */
export function formatFrameEntry(id: string, json: string, workUs: number): string {
  return `[${JSON.stringify(id)},${json},${Math.round(workUs)}]`;
}

/** The text of a frame; what is empty is left out. */
export function formatWorkerFrame(frame: FrameTexts): string {
  let text = `{"worker":${JSON.stringify(frame.worker)},"beatIntervalMs":${frame.beatIntervalMs}`;
  if (frame.done.length > 0) text += `,"done":[${frame.done.join(',')}]`;
  if (frame.failed.length > 0) text += `,"failed":[${frame.failed.join(',')}]`;
  if (frame.refused.length > 0) text += `,"refused":[${frame.refused.join(',')}]`;
  if (frame.held.length > 0) text += `,"held":${JSON.stringify(frame.held)}`;
  if (frame.heartbeats.length > 0) text += `,"heartbeats":${JSON.stringify(frame.heartbeats)}`;
  return `${text}}`;
}

/** Undefined for what is no frame; entries that make no sense are left out. */
export function parseWorkerFrame(text: string): WorkerFrame | undefined {
  const frame = parseObject(text);
  if (frame === undefined) return undefined;
  const { worker, beatIntervalMs } = frame;
  if (typeof worker !== 'string' || typeof beatIntervalMs !== 'number') return undefined;
  return {
    worker,
    beatIntervalMs: boundedBeatIntervalMs(beatIntervalMs),
    done: entries(frame['done']),
    failed: entries(frame['failed']),
    refused: entries(frame['refused']).filter(isRefused),
    held: ids(frame['held']),
    heartbeats: ids(frame['heartbeats']),
  };
}

const NONE: readonly never[] = [];

function entries(value: Json | undefined): readonly FrameEntry[] {
  if (!Array.isArray(value)) return NONE;
  return value.every(isEntry) ? value : value.filter(isEntry);
}

function isEntry(value: Json): value is FrameEntry {
  return Array.isArray(value) && value.length === 3 && isId(value[0]) && typeof value[2] === 'number';
}

function isRefused(entry: FrameEntry): entry is RefusedEntry {
  return typeof entry[1] === 'string';
}

function ids(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return NONE;
  return value.every(isId) ? value : value.filter(isId);
}

const ID_CHARACTERS_MAX = 64;

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= ID_CHARACTERS_MAX;
}
