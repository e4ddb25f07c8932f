import { describe, expect, it } from 'vitest';

import { parseExecutionInput, parseTaskOutput } from './execution-input.ts';

describe('the input of an execution', () => {
  it.each([
    [undefined, {}],
    ['{"a":1}', { a: 1 }],
    ['null', null],
    ['"text"', 'text'],
  ])('%j is read as %j', (text, value) => {
    expect(parseExecutionInput(text)).toEqual(value);
  });

  it.each([
    ['{', /Invalid State Machine Execution Input: '.*JSON/],
    ['', /Invalid State Machine Execution Input/],
    [JSON.stringify('ä'.repeat(131_073)), /larger than 262144 bytes/],
    [`${'['.repeat(1_100)}${']'.repeat(1_100)}`, /nests deeper than 1000 levels/],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, /nests deeper than 1000 levels/],
  ])('is refused with the reason', (text, message) => {
    expect(() => parseExecutionInput(text)).toThrow(
      expect.objectContaining({ name: 'InvalidExecutionInput', message: expect.stringMatching(message) }),
    );
  });

  it('may be as large as the service allows, and wide', () => {
    const wide = JSON.stringify(Array.from({ length: 100_000 }, () => 1));
    expect(parseExecutionInput(wide)).toHaveLength(100_000);
  });
});

describe('the output of a task', () => {
  it('is refused under its own name', () => {
    expect(() => parseTaskOutput('no')).toThrow(expect.objectContaining({ name: 'InvalidOutput' }));
  });
});
