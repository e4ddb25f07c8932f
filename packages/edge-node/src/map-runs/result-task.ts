import { childResult, ItemDataError } from '@edgestep/asl';
import type { ExecutionReader, MapRunWork } from '@edgestep/engine';
import {
  isJsonArray,
  parseArn,
  type EventOf,
  type ItemReaderSpec,
  type Json,
  type JsonObject,
} from '@edgestep/shared';

import { isRefusal, refusalWords, type ObjectSource } from '../objects/object-source.ts';
import { readItems } from './item-source.ts';
import type { WorkPerformer } from './map-run-worker.ts';
import { ResultFiles } from './result-files.ts';

type Writing = Extract<MapRunWork, { readonly kind: 'write-results' }>;
type ChildStarted = EventOf<'MapRunChildStarted'>;
type Results = { readonly [K in 'SUCCEEDED' | 'FAILED' | 'PENDING']: ResultFiles };

/** Results that can't be written for good: the cause of States.ResultWriterFailed. */
class ResultsRefused extends Error {
  override readonly name = 'ResultsRefused';
}

/**
 * Writes what the children of a Map Run came to, from the log of the run's own execution: files of those that
 * succeeded, that failed and that were never started, and a manifest that names them. Written twice, after a
 * recovery, they are the same files.
 */
export function resultTask(
  objects: ObjectSource,
  executions: Pick<ExecutionReader, 'events'>,
): WorkPerformer<'write-results'> {
  return async (work, { report }) => {
    try {
      const { output, resultsWritten } = await writeResults(objects, executions, work);
      await report({ kind: 'FinishMapRun', ...work.run, output, resultsWritten });
    } catch (error) {
      if (!(error instanceof ResultsRefused)) throw error;
      const failure = { error: 'States.ResultWriterFailed', cause: error.message };
      await report({ kind: 'FailMapRun', ...work.run, ...failure });
    }
  };
}

async function writeResults(
  objects: ObjectSource,
  executions: Pick<ExecutionReader, 'events'>,
  work: Writing,
): Promise<{ readonly output: JsonObject; readonly resultsWritten: number }> {
  const { mapRunArn } = work.run;
  const { bucket, folder } = destinationOf(work);
  const write = async (key: string, content: Uint8Array) => {
    const written = await objects.write(bucket, key, content);
    if (isRefusal(written)) throw new ResultsRefused(refusalWords(written));
  };
  const filesOf = (name: string) =>
    new ResultFiles({ name: `${folder}/${name}`, outputType: work.outputType, write });
  const results: Results = {
    SUCCEEDED: filesOf('SUCCEEDED'),
    FAILED: filesOf('FAILED'),
    PENDING: filesOf('PENDING'),
  };
  const resultsWritten = await collect(objects, executions, work, results);
  for (const files of Object.values(results)) await files.close();
  const manifest = {
    DestinationBucket: bucket,
    MapRunArn: mapRunArn,
    ResultFiles: {
      FAILED: results.FAILED.files,
      PENDING: results.PENDING.files,
      SUCCEEDED: results.SUCCEEDED.files,
    },
  };
  const key = `${folder}/manifest.json`;
  await write(key, new TextEncoder().encode(JSON.stringify(manifest)));
  return {
    output: { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: key } },
    resultsWritten,
  };
}

function destinationOf({ run, destination }: Writing): { readonly bucket: string; readonly folder: string } {
  const { Bucket, Prefix } = destination.parameters;
  if (!/^arn:[^:]*:states:::s3:putObject$/.test(destination.resource)) {
    throw new ResultsRefused(`Results can't be written by the resource ${destination.resource}.`);
  }
  if (typeof Bucket !== 'string' || Bucket === '') {
    throw new ResultsRefused('The field Bucket of the ResultWriter must be a text.');
  }
  const resource = parseArn(run.mapRunArn)?.resource;
  const id = resource?.type === 'mapRun' ? resource.id : run.mapRunArn;
  const prefix = typeof Prefix === 'string' ? Prefix.replace(/\/+$/, '') : '';
  return { bucket: Bucket, folder: prefix === '' ? id : `${prefix}/${id}` };
}

/** Goes through the log once; answers how many children's results were added. */
async function collect(
  objects: ObjectSource,
  executions: Pick<ExecutionReader, 'events'>,
  work: Writing,
  results: Results,
): Promise<number> {
  const open = new Map<number, ChildStarted>();
  let begun: EventOf<'MapRunStarted'> | undefined;
  let source: JsonObject | undefined;
  let nextItem = 0;
  let count = 0;
  for await (const event of executions.events(work.run.executionArn)) {
    if (!('mapRunArn' in event) || event.mapRunArn !== work.run.mapRunArn) continue;
    if (event.kind === 'MapRunStarted') begun = event;
    if (event.kind === 'MapRunItemsFound') source = event.source;
    if (event.kind === 'MapRunChildStarted') {
      open.set(event.index, event);
      nextItem = event.firstItem + event.itemCount;
    }
    if (event.kind !== 'MapRunChildEnded') continue;
    const child = open.get(event.index);
    open.delete(event.index);
    if (child === undefined) continue;
    count += 1;
    await addResult(work, results, child, event);
  }
  const items = begun?.items ?? (await itemsAgain(objects, begun?.reader, source));
  for (const item of items.slice(nextItem)) {
    await results.PENDING.add(JSON.stringify({ Input: JSON.stringify(item), Status: 'PENDING' }));
  }
  return count;
}

async function addResult(
  work: Writing,
  results: Results,
  child: ChildStarted,
  { outcome, startedAt, stoppedAt }: EventOf<'MapRunChildEnded'>,
): Promise<void> {
  const { executionArn, name, input } = child;
  const { stateMachineArn } = work;
  const finished = { executionArn, name, stateMachineArn, input, startedAt, stoppedAt, outcome };
  const result = childResult(finished, work.transformation);
  if (outcome.status !== 'SUCCEEDED') return results.FAILED.add(JSON.stringify(result));
  const flat: readonly Json[] = work.transformation === 'FLATTEN' && isJsonArray(result) ? result : [result];
  for (const each of flat) await results.SUCCEEDED.add(JSON.stringify(each));
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
