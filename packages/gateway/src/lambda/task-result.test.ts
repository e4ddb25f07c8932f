import { describe, expect, it } from 'vitest';
import { readOutcome } from './read-outcome.ts';
import type { FunctionReturned } from './invoke-outcome.ts';
import { lambdaInvokeOutput, lambdaPayload, lambdaTaskFailure } from './task-result.ts';

const HEADERS = [
  ['Date', 'date'],
  ['Content-Type', 'application/json'],
  ['Content-Length', '2'],
  ['Connection', 'keep-alive'],
  ['x-amzn-RequestId', 'r-1'],
  ['x-amzn-Remapped-Content-Length', '0'],
  ['X-Amz-Executed-Version', '$LATEST'],
  ['X-Amzn-Trace-Id', 'trace'],
];

function returned(body: string, statusCode = 200, more: readonly string[] = []): FunctionReturned {
  const outcome = readOutcome({ statusCode, rawHeaders: [...HEADERS.flat(), ...more], body });
  if (outcome.kind !== 'returned') throw new Error(`unexpected outcome: ${outcome.kind}`);
  return outcome;
}

describe('the output of lambda:invoke', () => {
  it('has the members that were recorded of AWS', () => {
    expect(lambdaInvokeOutput(returned('{}'))).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: {},
      SdkHttpMetadata: {
        AllHttpHeaders: Object.fromEntries(HEADERS.map(([name, value]) => [name, [value]])),
        HttpHeaders: Object.fromEntries(HEADERS),
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId: 'r-1' },
      StatusCode: 200,
    });
  });

  it('has the tail of the log when it was asked for', () => {
    const output = lambdaInvokeOutput(returned('{}', 200, ['x-amz-log-result', 'TE9H']));
    expect(output).toMatchObject({
      LogResult: 'TE9H',
      SdkHttpMetadata: { HttpHeaders: { 'X-Amz-Log-Result': 'TE9H' } },
    });
  });

  it('has neither payload nor version for an invocation that only was accepted', () => {
    const output = lambdaInvokeOutput(returned('', 202));
    expect(output).toMatchObject({ StatusCode: 202 });
    expect(output).not.toHaveProperty('Payload');
    expect(output).not.toHaveProperty('ExecutedVersion');
  });

  it('collects a header that comes twice', () => {
    const output = lambdaInvokeOutput(returned('{}', 200, ['Set-Cookie', 'a', 'Set-Cookie', 'b']));
    expect(output).toMatchObject({ SdkHttpMetadata: { AllHttpHeaders: { 'Set-Cookie': ['a', 'b'] } } });
  });

  it.each([
    ['true', true],
    ['0', 0],
    ['"HelloWorld"', 'HelloWorld'],
    ['no json', 'no json'],
    ['', null],
  ])('takes the payload %j for %j', (text, payload) => {
    expect(lambdaPayload(returned(text))).toEqual(payload);
  });
});

describe('a function task that fails', () => {
  it('has the error type of the function, and all that it said as cause', () => {
    const payload = '{"errorMessage":"Some exception was raised.","errorType":"Exception"}';
    const outcome = { kind: 'function-error', errorType: 'Exception', payload, requestId: 'r' } as const;
    expect(lambdaTaskFailure(outcome)).toEqual({ error: 'Exception', cause: payload });
  });

  it('is Lambda.Unknown when the function gave no type', () => {
    const payload = '{"errorMessage":"Task timed out after 3.00 seconds"}';
    expect(lambdaTaskFailure({ kind: 'function-error', payload, requestId: 'r' })).toEqual({
      error: 'Lambda.Unknown',
      cause:
        'The cause could not be determined because Lambda did not return an error type. ' +
        `Returned payload: ${payload}`,
    });
  });

  it('has the words that were recorded of AWS when the function does not exist', () => {
    const outcome = {
      kind: 'service-error',
      name: 'ResourceNotFoundException',
      statusCode: 404,
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:no_such:$LATEST',
      requestId: 'r-1',
    } as const;
    expect(lambdaTaskFailure(outcome)).toEqual({
      error: 'Lambda.ResourceNotFoundException',
      cause:
        'Function not found: arn:aws:lambda:us-east-1:000000000000:function:no_such:$LATEST ' +
        '(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: r-1; Proxy: null)',
    });
  });

  it('is Lambda.SdkClientException when nobody answered', () => {
    const outcome = { kind: 'unreachable', reason: 'connection', message: 'connect ECONNREFUSED' } as const;
    expect(lambdaTaskFailure(outcome)).toEqual({
      error: 'Lambda.SdkClientException',
      cause: 'Unable to execute HTTP request: connect ECONNREFUSED',
    });
  });
});
