import { describe, expect, it } from 'vitest';

import { EXECUTION_ARN, startedScript } from '../../test/events.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import type { Effect } from '../effects/effect.ts';
import { fold } from '../evolve/fold.ts';
import { Slot } from './slot.ts';
import type { SweepFinding } from './sweep.ts';
import { Sweeper } from './sweeper.ts';
import { TimerQueue } from './timer-queue.ts';

function sweeping() {
  const clock = new VirtualClock(0);
  const timers = new TimerQueue(clock, () => {});
  const findings: SweepFinding[] = [];
  const performed: Effect[] = [];
  const waiting = startedScript()
    .add('StateEntered', { state: 'W', stateType: 'Wait', input: 1 })
    .add('WaitStarted', { dueAt: 900_000 }, { id: 0 });
  const slot = new Slot(EXECUTION_ARN, fold(waiting.events), { sequence: 1 });
  const sweeper = new Sweeper({
    clock,
    intervalMs: 60_000,
    slots: () => [slot],
    parked: undefined,
    timers,
    perform: (effects) => {
      performed.push(...effects);
      for (const effect of effects) {
        if (effect.kind === 'SetTimer') timers.set(effect.executionArn, effect.timer);
      }
    },
    onFinding: (finding) => findings.push(finding),
    onSwept: () => {},
  });
  return { clock, sweeper, findings, performed, timers };
}

describe('the sweeper', () => {
  it('looks again and again, and what it repaired stays repaired', () => {
    const { clock, findings, performed } = sweeping();
    clock.advanceTo(59_999);
    expect(findings).toEqual([]);
    clock.advanceTo(60_000);
    expect(findings).toEqual([{ executionArn: EXECUTION_ARN, missing: 'timer' }]);
    expect(performed.map((effect) => effect.kind)).toEqual(['SetTimer']);
    clock.advanceTo(300_000);
    expect(findings).toHaveLength(1);
  });

  it('repairs what is lost again', () => {
    const { clock, findings, timers } = sweeping();
    clock.advanceTo(60_000);
    timers.clearExecution(EXECUTION_ARN);
    clock.advanceTo(120_000);
    expect(findings).toHaveLength(2);
  });

  it('stops when it is disposed of', () => {
    const { clock, sweeper, findings } = sweeping();
    sweeper[Symbol.dispose]();
    clock.advanceTo(600_000);
    expect(findings).toEqual([]);
  });
});
