import { describe, expect, it } from 'vitest';
import { isAwsJson, operationOf } from './target.ts';

describe('the head of a call', () => {
  it('names the operation after the service', () => {
    expect(operationOf('AWSStepFunctions.StartExecution')).toBe('StartExecution');
  });

  it.each([undefined, '', 'StartExecution', 'DynamoDB_20120810.PutItem', ['AWSStepFunctions.X', 'b']])(
    'names no operation of this service: %j',
    (target) => {
      expect(operationOf(target)).toBeUndefined();
    },
  );

  it.each([
    undefined,
    'application/x-amz-json-1.0',
    'application/x-amz-json-1.1',
    'Application/JSON; charset=utf-8',
  ])('may have the media type %s', (type) => {
    expect(isAwsJson(type)).toBe(true);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json-seq', ''])(
    'may not have the media type %s, which a page of another origin could send',
    (type) => {
      expect(isAwsJson(type)).toBe(false);
    },
  );
});
