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

interface Form {
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN';
  readonly outputType: 'JSON' | 'JSONL';
}

const WHOLE: Form = { transformation: 'NONE', outputType: 'JSON' };

interface Log {
  readonly events: readonly ExecutionEvent[];
  /** How often the run was redriven. */
  readonly attempt?: number;
  /** What is known of child executions, by their ARNs. */
  readonly children?: Readonly<Record<string, object>>;
}

async function write(
  bucket: string,
  form: Form,
  { events: log, attempt, children = {} }: Log = { events: EVENTS },
) {
  const objects = memoryObjects({ out: {} });
  const reports: ExecutionCommand[] = [];
  async function* events() {
    yield* log;
  }
  const task = resultTask(objects, { events, find: async (arn) => children[arn] as never });
  const destination = {
    resource: 'arn:aws:states:::s3:putObject',
    parameters: { Bucket: bucket, Prefix: 'to/' },
  };
  await task(
    {
      kind: 'write-results',
      run: { ...run, ...(attempt === undefined ? {} : { attempt }) },
      stateMachineArn: 'arn:machine/each',
      executionType: 'STANDARD',
      destination,
      ...form,
    },
    {
      signal: new AbortController().signal,
      onAskedAgain: () => {},
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

  it('of a redriven run are what succeeded in any attempt, and what failed in the last', async () => {
    const again = (index: number): ExecutionEvent => {
      const about = { index, itemCount: 1, former: 'FAILED', redriveCount: 1 } as const;
      return { ...base, kind: 'MapRunChildRedriven', mapRunArn, ...about };
    };
    const events = [
      ...EVENTS,
      started(2, 'c'),
      ended(2, { status: 'FAILED', error: 'Late' }),
      { ...base, kind: 'MapRunRedriven', mapRunArn, redriveCount: 1 } as const,
      again(1),
      ended(1, { status: 'SUCCEEDED', output: 'in the end' }),
      again(2),
      { ...ended(2, { status: 'FAILED', error: 'Again' }), redriveCount: 1 },
    ];
    const { reports, text } = await write('out', WHOLE, { events, attempt: 1 });
    expect(reports).toMatchObject([{ kind: 'FinishMapRun', attempt: 1, resultsWritten: 3 }]);
    expect(JSON.parse(await text('SUCCEEDED_0.json'))).toMatchObject([
      { Output: '[1,2]' },
      { Output: '"in the end"' },
    ]);
    expect(JSON.parse(await text('FAILED_0.json'))).toMatchObject([{ Error: 'Again', RedriveCount: 1 }]);
  });

  it('of a run that was given up are the ends of its children that it was not told, too', async () => {
    const events = [...EVENTS.slice(0, 3), started(2, 'c')];
    const end = { startedAt: 3, stoppedAt: 4, redriveCount: 0 };
    const children = {
      'arn:child:0': { ...end, status: 'SUCCEEDED', output: 7 },
      'arn:child:1': { ...end, status: 'ABORTED' },
    };
    const { text } = await write('out', WHOLE, { events, children });
    expect(JSON.parse(await text('SUCCEEDED_0.json'))).toMatchObject([{ Output: '7' }]);
    expect(JSON.parse(await text('FAILED_0.json'))).toMatchObject([{ Status: 'ABORTED', Input: '"b"' }]);
    // This one was never started.
    expect(JSON.parse(await text('PENDING_0.json'))).toEqual([{ Input: '"c"', Status: 'PENDING' }]);
  });

  it('fail the run when their bucket is not there', async () => {
    const { reports } = await write('none', { transformation: 'NONE', outputType: 'JSON' });
    expect(reports).toMatchObject([{ kind: 'FailMapRun', error: 'States.ResultWriterFailed' }]);
  });
});
