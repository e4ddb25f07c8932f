import { childResult, ItemDataError } from '@edgestep/asl';
import type { ExecutionReader, MapRunWork } from '@edgestep/engine';
import {
  isJsonArray,
  type ChildEnd,
  type EventOf,
  type ItemReaderSpec,
  type Json,
  type JsonObject,
} from '@edgestep/shared';

import type { ObjectSource } from '../objects/object-source.ts';
import { readItems } from './item-source.ts';
import { endedStandard } from './standard-child.ts';

type Writing = Extract<MapRunWork, { readonly kind: 'write-results' }>;
type ChildStarted = EventOf<'MapRunChildStarted'>;
type Executions = Pick<ExecutionReader, 'events' | 'find'>;

/** Takes results by their status, each as JSON text. */
export type ResultSink = {
  readonly [K in 'SUCCEEDED' | 'FAILED' | 'PENDING']: { add(entry: string): Promise<void> };
};

interface Child {
  readonly started: ChildStarted;
  /** Undefined while nobody was told of its end. */
  end: ChildEnd | undefined;
}

/** Goes through the log of a Map Run's execution once; answers how many children's results were added. */
export async function collectResults(
  objects: ObjectSource,
  executions: Executions,
  work: Writing,
  sink: ResultSink,
): Promise<number> {
  const children = new Map<number, Child>();
  let begun: EventOf<'MapRunStarted'> | undefined;
  let source: JsonObject | undefined;
  let nextItem = 0;
  let count = 0;
  for await (const event of executions.events(work.run.executionArn)) {
    if (!('mapRunArn' in event) || event.mapRunArn !== work.run.mapRunArn) continue;
    if (event.kind === 'MapRunStarted') begun = event;
    if (event.kind === 'MapRunItemsFound') source = event.source;
    if (event.kind === 'MapRunChildStarted') {
      children.set(event.index, { started: event, end: undefined });
      nextItem = event.firstItem + event.itemCount;
    }
    const child = 'index' in event ? children.get(event.index) : undefined;
    if (child === undefined) continue;
    if (event.kind === 'MapRunChildRedriven') child.end = undefined;
    if (event.kind !== 'MapRunChildEnded') continue;
    child.end = event;
    if (!isFinal(work, event)) continue;
    children.delete(event.index);
    count += await addResult(work, sink, child.started, event);
  }
  for (const { started, end } of children.values()) {
    count += await addResult(work, sink, started, end ?? (await endUntold(executions, work, started)));
  }
  const items = begun?.items ?? (await itemsAgain(objects, begun?.reader, source));
  for (const item of items.slice(nextItem)) await addPending(sink, item);
  return count;
}

/** In a redriven run a child that did not succeed may have in a later attempt. */
function isFinal({ run }: Writing, { outcome }: ChildEnd): boolean {
  return outcome.status === 'SUCCEEDED' || run.attempt === undefined;
}

/** The end of a child whose run was given up before it was told; undefined for one that was never started. */
async function endUntold(
  executions: Executions,
  { executionType }: Writing,
  { executionArn, index, at }: ChildStarted,
): Promise<ChildEnd | undefined> {
  const details = await executions.find(executionArn);
  if (details !== undefined) return { index, ...endedStandard({ details }) };
  if (executionType === 'STANDARD') return undefined;
  return { index, startedAt: at, stoppedAt: at, outcome: { status: 'ABORTED' } };
}

/** Answers how many results it added: none for a child that was never started. */
async function addResult(
  { stateMachineArn, transformation }: Writing,
  sink: ResultSink,
  { executionArn, name, input }: ChildStarted,
  end: ChildEnd | undefined,
): Promise<number> {
  if (end === undefined) {
    await addPending(sink, input);
    return 0;
  }
  const result = childResult({ executionArn, name, stateMachineArn, input, ...end }, transformation);
  if (end.outcome.status === 'SUCCEEDED') {
    const flat: readonly Json[] = transformation === 'FLATTEN' && isJsonArray(result) ? result : [result];
    for (const each of flat) await sink.SUCCEEDED.add(JSON.stringify(each));
  } else {
    await sink.FAILED.add(JSON.stringify(result));
  }
  return 1;
}

function addPending(sink: ResultSink, input: Json): Promise<void> {
  return sink.PENDING.add(JSON.stringify({ Input: JSON.stringify(input), Status: 'PENDING' }));
}

/** The items that a reader found, for those that were never started. */
async function itemsAgain(
  objects: ObjectSource,
  reader: ItemReaderSpec | undefined,
  source: JsonObject | undefined,
): Promise<readonly Json[]> {
  if (reader === undefined || source === undefined) return [];
  try {
    const { items } = await readItems(objects, reader, source);
    return items;
  } catch (error) {
    // The object is another by now. What the children came to is written all the same.
    if (error instanceof ItemDataError) return [];
    throw error;
  }
}
