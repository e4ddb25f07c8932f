import { describe, expect, it } from 'vitest';
import { readOutcome } from './read-outcome.ts';

const ID = ['x-amzn-requestid', 'r-1'];

describe('a response of the Invoke API', () => {
  it('tells what the function returned, with headers spelled as AWS does', () => {
    const rawHeaders = [...ID, 'x-amz-executed-version', '7', 'Keep-Alive', 'timeout=5', 'X-Own', 'a'];
    expect(readOutcome({ statusCode: 200, rawHeaders, body: '{"a":1}' })).toEqual({
      kind: 'returned',
      statusCode: 200,
      payload: '{"a":1}',
      executedVersion: '7',
      requestId: 'r-1',
      headers: [
        { name: 'x-amzn-RequestId', value: 'r-1' },
        { name: 'X-Amz-Executed-Version', value: '7' },
        { name: 'X-Own', value: 'a' },
      ],
    });
  });

  it('has a request id and a version even from an endpoint that sends none', () => {
    const outcome = readOutcome({ statusCode: 200, rawHeaders: [], body: 'null' });
    expect(outcome).toMatchObject({
      executedVersion: '$LATEST',
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
  });

  it('tells that the function failed, and of what', () => {
    const body = '{"errorMessage":"no","errorType":"ValueError","stackTrace":[]}';
    const rawHeaders = [...ID, 'X-AMZ-FUNCTION-ERROR', 'Unhandled'];
    expect(readOutcome({ statusCode: 200, rawHeaders, body })).toEqual({
      kind: 'function-error',
      errorType: 'ValueError',
      errorMessage: 'no',
      payload: body,
      requestId: 'r-1',
    });
  });

  it.each(['', 'not json', 'null', '[]', '{"errorType":5}'])(
    'tells that the function failed without a type: %s',
    (body) => {
      const rawHeaders = [...ID, 'X-Amz-Function-Error', 'Unhandled'];
      expect(readOutcome({ statusCode: 200, rawHeaders, body })).toEqual({
        kind: 'function-error',
        payload: body,
        requestId: 'r-1',
      });
    },
  );

  it.each([
    [
      404,
      ['x-amzn-ErrorType', 'ResourceNotFoundException:http://a'],
      '{"Message":"none"}',
      'ResourceNotFoundException',
      'none',
    ],
    [
      400,
      [],
      '{"__type":"com.amazonaws#InvalidRequestContentException","message":"bad"}',
      'InvalidRequestContentException',
      'bad',
    ],
    [429, [], '', 'TooManyRequestsException', 'The endpoint answered with status 429.'],
    [502, [], '<html>', 'ServiceException', 'The endpoint answered with status 502.'],
    [301, ['location', '/'], '', 'AWSLambdaException', 'The endpoint answered with status 301.'],
  ])('tells that the service refused: status %i', (statusCode, headers, body, name, message) => {
    expect(readOutcome({ statusCode, rawHeaders: [...ID, ...headers], body })).toEqual({
      kind: 'service-error',
      name,
      message,
      statusCode,
      requestId: 'r-1',
    });
  });
});
