import type { ExecutionCommand, ExecutionEvent } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { memoryObjects } from '../../test/memory-objects.ts';
import { resultTask } from './result-task.ts';

const mapRunArn = 'arn:aws:states:dallas:000000000000:mapRun:orders/each:run-1';
const run = { executionArn: 'arn:parent', frame: 0, mapRunArn };
const base = { at: 5, frame: 0, id: 0, prev: 0 };

const EVENTS: readonly ExecutionEvent[] = [
  {
    ...base,
    kind: 'MapRunStarted',
    mapRunArn,
    label: 'each',
    executionType: 'STANDARD',
    itemProcessor: { block: 1, startAt: 'A' },
    items: ['a', 'b', 'c'],
    maxConcurrency: 0,
  },
  started(0, 'a'),
  started(1, 'b'),
  ended(0, { status: 'SUCCEEDED', output: [1, 2] }),
  ended(1, { status: 'FAILED', error: 'No', cause: 'because' }),
];

function started(index: number, input: string): ExecutionEvent {
  const executionArn = `arn:child:${index}`;
  const about = { index, executionArn, name: `n${index}`, firstItem: index, itemCount: 1, input };
  return { ...base, kind: 'MapRunChildStarted', mapRunArn, ...about };
}

function ended(index: number, outcome: Extract<ExecutionEvent, { kind: 'MapRunChildEnded' }>['outcome']) {
  const about = { index, itemCount: 1, startedAt: 1, stoppedAt: 2, outcome };
  return { ...base, kind: 'MapRunChildEnded', mapRunArn, ...about } satisfies ExecutionEvent;
}

async function write(
  bucket: string,
  form: { transformation: 'NONE' | 'COMPACT' | 'FLATTEN'; outputType: 'JSON' | 'JSONL' },
) {
  const objects = memoryObjects({ out: {} });
  const reports: ExecutionCommand[] = [];
  async function* events() {
    yield* EVENTS;
  }
  const task = resultTask(objects, { events });
  const destination = {
    resource: 'arn:aws:states:::s3:putObject',
    parameters: { Bucket: bucket, Prefix: 'to/' },
  };
  await task(
    { kind: 'write-results', run, stateMachineArn: 'arn:machine/each', destination, ...form },
    {
      signal: new AbortController().signal,
      stop: new AbortController().signal,
      report: async (command) => void reports.push(command),
    },
  );
  const text = async (key: string) => {
    const content = await objects.read('out', `to/run-1/${key}`);
    return content instanceof Uint8Array ? new TextDecoder().decode(content) : `${key} is not there`;
  };
  return { reports, text };
}

describe('the results of a Map Run', () => {
  it('are files by status, and a manifest that names them', async () => {
    const { reports, text } = await write('out', { transformation: 'NONE', outputType: 'JSON' });
    expect(reports).toMatchObject([
      {
        kind: 'FinishMapRun',
        resultsWritten: 2,
        output: {
          MapRunArn: mapRunArn,
          ResultWriterDetails: { Bucket: 'out', Key: 'to/run-1/manifest.json' },
        },
      },
    ]);
    expect(JSON.parse(await text('SUCCEEDED_0.json'))).toEqual([
      {
        ExecutionArn: 'arn:child:0',
        Input: '"a"',
        InputDetails: { Included: true },
        Name: 'n0',
        Output: '[1,2]',
        OutputDetails: { Included: true },
        RedriveCount: 0,
        RedriveStatus: 'NOT_REDRIVABLE',
        RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        StartDate: '1970-01-01T00:00:00.001Z',
        StateMachineArn: 'arn:machine/each',
        Status: 'SUCCEEDED',
        StopDate: '1970-01-01T00:00:00.002Z',
      },
    ]);
    expect(JSON.parse(await text('FAILED_0.json'))).toMatchObject([
      { Error: 'No', Cause: 'because', Status: 'FAILED' },
    ]);
    expect(JSON.parse(await text('PENDING_0.json'))).toMatchObject([{ Input: '"c"' }]);
    const manifest = JSON.parse(await text('manifest.json')) as { ResultFiles: object };
    expect(manifest.ResultFiles).toMatchObject({
      SUCCEEDED: [{ Key: 'to/run-1/SUCCEEDED_0.json' }],
      FAILED: [{ Key: 'to/run-1/FAILED_0.json' }],
      PENDING: [{ Key: 'to/run-1/PENDING_0.json' }],
    });
  });

  it('are their outputs alone when they are compact, and the elements of these when they are flat', async () => {
    const compact = await write('out', { transformation: 'COMPACT', outputType: 'JSON' });
    expect(await compact.text('SUCCEEDED_0.json')).toBe('[[1,2]]');
    const flat = await write('out', { transformation: 'FLATTEN', outputType: 'JSONL' });
    expect(await flat.text('SUCCEEDED_0.jsonl')).toBe('1\n2\n');
  });

  it('fail the run when their bucket is not there', async () => {
    const { reports } = await write('none', { transformation: 'NONE', outputType: 'JSON' });
    expect(reports).toMatchObject([{ kind: 'FailMapRun', error: 'States.ResultWriterFailed' }]);
  });
});
