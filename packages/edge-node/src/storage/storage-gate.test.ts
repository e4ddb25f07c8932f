import type { ExecutionCommand, StartExecution } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { storageGate } from './storage-gate.ts';
import type { StorageLevel } from './storage-level.ts';

const executionArn = 'arn:aws:states:dallas:000000000000:execution:orders:1';
const start: StartExecution = {
  kind: 'StartExecution',
  executionArn,
  name: '1',
  stateMachineArn: 'arn:aws:states:dallas:000000000000:stateMachine:orders',
  revisionId: 'r',
  type: 'STANDARD',
  roleArn: 'role',
  input: {},
  startedBy: 'anonymous',
};
const nested: StartExecution = { ...start, parent: { executionArn, frame: 0, taskId: 3 } };
const stop: ExecutionCommand = { kind: 'StopExecution', executionArn };
const redrive: ExecutionCommand = { kind: 'RedriveExecution', executionArn, redrivenBy: 'anonymous' };

function gateAt(level: StorageLevel, isKnown = false) {
  let refused = 0;
  const gate = storageGate({
    zone: 'dallas',
    level: () => level,
    isKnown: () => isKnown,
    onRefused: () => {
      refused += 1;
    },
  });
  return { gate, refused: () => refused };
}

describe('the gate before a store that fills up', () => {
  it('lets everything pass while there is room', () => {
    const { gate } = gateAt({ kind: 'open' });
    for (const command of [start, nested, stop, redrive]) expect(gate(command)).toBeUndefined();
  });

  it('refuses starts and redrives from the first mark on, and says why; what open executions need passes', () => {
    const { gate, refused } = gateAt({ kind: 'no-starts', why: 'the disk is 86 % full' });
    expect(gate(start)).toEqual({
      kind: 'rejection',
      reason: 'storage-full',
      message: 'The zone dallas starts nothing new: the disk is 86 % full. Open executions go on.',
    });
    expect(gate(redrive)?.reason).toBe('storage-full');
    expect(gate(nested)).toBeUndefined();
    expect(gate(stop)).toBeUndefined();
    expect(refused()).toBe(2);
  });

  it('refuses what open executions start, too, from the second mark on', () => {
    const { gate } = gateAt({ kind: 'finish-only', why: 'full' });
    expect(gate(nested)?.reason).toBe('storage-full');
    expect(gate(stop)).toBeUndefined();
  });

  it('lets a start be repeated', () => {
    expect(gateAt({ kind: 'finish-only', why: 'full' }, true).gate(start)).toBeUndefined();
  });
});
