import { describe, expect, it } from 'vitest';

import { callFunction, machineOf } from '../../test/definitions.ts';
import { testMachine } from './test-machine.ts';

function distributed(rest: object = {}, processor: object = machineOf({ Call: callFunction('call') })) {
  const config = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
  return machineOf({
    Each: { Type: 'Map', ItemProcessor: { ...processor, ...config }, End: true, ...rest },
  });
}

const reader = {
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSON', MaxItems: 2 },
    Parameters: { Bucket: 'b', Key: 'k' },
  },
};

describe('a distributed Map', () => {
  it('runs a child execution for each item, in virtual time', async () => {
    const machine = testMachine(distributed());
    const call = { return: 'done', afterSeconds: 3_600 };
    const run = await machine.run(['a', 'b', 'c'], { mocks: { Call: call } });
    expect(run).toMatchObject({ status: 'SUCCEEDED', output: ['done', 'done', 'done'] });
    expect(run).toMatchObject({ path: ['Each', 'Call', 'Call', 'Call'], virtualDurationMs: 3_600_000 });
    expect(run.history.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
    expect(machine.coverage().unreached).toEqual([]);
  });

  it('fails when more children fail than are tolerated, and stops the others', async () => {
    const machine = testMachine(distributed());
    const call = [{ throw: { error: 'Broken' } }, { never: true }] as const;
    const run = await machine.run([1, 2], { mocks: { Call: call } });
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
  });

  it('tolerates failures', async () => {
    const machine = testMachine(distributed({ ToleratedFailureCount: 1 }));
    const call = [{ throw: { error: 'Broken' } }, { return: 'done' }];
    expect(await machine.run([1, 2], { mocks: { Call: call } })).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('reads the items that it is given for its reader', async () => {
    const machine = testMachine(distributed(reader));
    const options = { functions: { call: (item: unknown) => item }, items: { Each: [1, 2, 3] } };
    expect((await machine.run({}, options)).output).toEqual([1, 2]);
  });

  it('says how to give the items of a reader that has none', async () => {
    await expect(testMachine(distributed(reader)).run()).rejects.toMatchObject({
      code: 'mock-missing',
      message: expect.stringContaining('Give them: items: { "Each": [ … ] }'),
    });
  });

  it('answers where its results would be', async () => {
    const writer = {
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'results', Prefix: 'p/' },
      },
    };
    const run = await testMachine(distributed(writer)).run([1], { mocks: { Call: { return: 1 } } });
    expect(run.output).toMatchObject({
      ResultWriterDetails: {
        Bucket: 'results',
        Key: expect.stringMatching(/^p\/.+\/manifest\.json$/),
      },
    });
  });
});
