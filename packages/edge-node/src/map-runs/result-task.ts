import type { ExecutionReader, MapRunWork } from '@edgestep/engine';
import { parseArn, type JsonObject } from '@edgestep/shared';

import { isRefusal, refusalWords, type ObjectSource } from '../objects/object-source.ts';
import { collectResults, type ResultSink } from './collect-results.ts';
import type { WorkPerformer } from './map-run-worker.ts';
import { ResultFiles } from './result-files.ts';

type Writing = Extract<MapRunWork, { readonly kind: 'write-results' }>;
type Results = { readonly [K in keyof ResultSink]: ResultFiles };

/** Results that can't be written for good: the cause of States.ResultWriterFailed. */
class ResultsRefused extends Error {
  override readonly name = 'ResultsRefused';
}

/**
 * Writes what the children of a Map Run came to, from the log of the run's own execution: files of those that
 * succeeded, that failed and that were never started, and a manifest that names them. Written twice, after a
 * recovery, they are the same files. A redriven run writes them anew: what succeeded in any of its attempts, and what
 * failed or is pending after the last of them.
 */
export function resultTask(
  objects: ObjectSource,
  executions: Pick<ExecutionReader, 'events' | 'find'>,
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
  executions: Pick<ExecutionReader, 'events' | 'find'>,
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
  const resultsWritten = await collectResults(objects, executions, work, results);
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
