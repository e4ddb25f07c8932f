import { parseJson, type ExecutionCommand } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { decode, encode } from './remote-partitions.ts';

describe('a command on its way to another node', () => {
  it('keeps the spelling of the numbers in its payload', () => {
    const command: ExecutionCommand = {
      kind: 'CompleteTask',
      executionArn: 'arn:aws:states:dallas:000000000000:execution:readings:1',
      frame: 0,
      taskId: 3,
      output: parseJson('{"level":0.0,"id":12345678901234567890,"text":"1.0"}'),
    };
    const arrived = decode<ExecutionCommand>(encode(command));
    expect(arrived).toEqual(command);
    expect(JSON.stringify(arrived)).toContain('{"level":0.0,"id":12345678901234567890,"text":"1.0"}');
  });
});
