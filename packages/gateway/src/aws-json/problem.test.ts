import { ApiError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';
import { internalError, problemAnswer } from './problem.ts';

describe('a problem', () => {
  it('carries its name, its message and the members of its shape', () => {
    const error = new ApiError('ValidationException', 'no', { reason: 'MISSING_REQUIRED_PARAMETER' });
    const answer = problemAnswer(error);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      __type: 'ValidationException',
      message: 'no',
      reason: 'MISSING_REQUIRED_PARAMETER',
    });
  });

  it('can not have its name or message replaced by a field', () => {
    const error = new ApiError('InvalidArn', 'bad', { __type: 'Other', message: 'other' });
    expect(JSON.parse(problemAnswer(error).body)).toEqual({ __type: 'InvalidArn', message: 'bad' });
  });

  it.each([
    ['StateMachineDoesNotExist', 400],
    ['ThrottlingException', 400],
    ['UnknownOperationException', 400],
    ['AccessDeniedException', 403],
    ['RequestEntityTooLargeException', 413],
    ['InternalServerError', 500],
    ['ServiceUnavailable', 503],
  ] as const)('%s has status %i', (name, status) => {
    expect(problemAnswer(new ApiError(name, '')).status).toBe(status);
  });

  it('says when to try again if, and only if, the service is unavailable', () => {
    expect(problemAnswer(new ApiError('ServiceUnavailable', '')).retryAfterSeconds).toBe(1);
    expect(problemAnswer(new ApiError('ThrottlingException', ''))).not.toHaveProperty('retryAfterSeconds');
  });

  it('of a fault tells the request id and nothing else', () => {
    expect(internalError('r-1')).toMatchObject({
      name: 'InternalServerError',
      message: 'The request could not be completed. Request id: r-1',
    });
  });
});
