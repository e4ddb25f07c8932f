import { describe, expect, it } from 'vitest';

import { failureOf, TaskError } from './task-error.ts';

class LinkDropped extends Error {}

describe('what a handler throws', () => {
  it('fails the task under the name that a TaskError chose', () => {
    const failure = failureOf(new TaskError('Camera.LinkDropped', 'no frame'));
    expect(failure).toMatchObject({ errorType: 'Camera.LinkDropped', errorMessage: 'no frame' });
  });

  it('fails it under the class of any other error', () => {
    expect(failureOf(new LinkDropped('gone')).errorType).toBe('LinkDropped');
    expect(failureOf(new RangeError('far')).errorType).toBe('RangeError');
    expect(failureOf(new DOMException('late', 'TimeoutError')).errorType).toBe('TimeoutError');
  });

  it('carries the trace as lines, the message first', () => {
    const { trace } = failureOf(new TypeError('odd'));
    expect(trace?.[0]).toBe('TypeError: odd');
    expect(trace?.[1]).toMatch(/^ {4}at /);
  });

  it('is told even when it is no error at all', () => {
    expect(failureOf('plain')).toEqual({ errorType: 'Error', errorMessage: 'plain' });
    expect(failureOf({ code: 4 })).toEqual({ errorType: 'Error', errorMessage: '{"code":4}' });
    expect(failureOf(undefined)).toEqual({ errorType: 'Error', errorMessage: 'undefined' });
    expect(failureOf(12n).errorMessage).toBe('[object BigInt]');
  });

  it('never grows beyond what a cause may hold', () => {
    const huge = new TaskError('N'.repeat(1_000), 'm'.repeat(1_000_000));
    huge.stack = 'frame '.repeat(200).concat('\n').repeat(500);
    const failure = failureOf(huge);
    expect(failure.errorType).toHaveLength(256);
    expect(JSON.stringify(failure).length).toBeLessThan(32_768);
  });
});
