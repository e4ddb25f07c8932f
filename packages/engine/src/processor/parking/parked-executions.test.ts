import { describe, expect, it } from 'vitest';

import { executionArn, startedScript } from '../../../test/events.ts';
import { VirtualClock } from '../../../test/virtual-clock.ts';
import { fold } from '../../evolve/fold.ts';
import type { ExecutionState } from '../../state/execution-state.ts';
import { executionText } from '../../state/snapshot/snapshot-format.ts';
import { openSqliteParkedStates } from '../parked-states-sqlite.ts';
import { ParkedExecutions, type Parking } from './parked-executions.ts';
import type { WaitSummary } from './wait-summary.ts';

const ON_TIMER: WaitSummary = { onTimer: true, onTask: false, onHeldTask: false };
const ON_TOKEN: WaitSummary = { onTimer: false, onTask: true, onHeldTask: false };

function stateOf(name: string): ExecutionState {
  const state = fold(startedScript({ executionArn: executionArn(name), name, input: { name } }).events);
  if (state === undefined) throw new Error('no events');
  return state;
}

function parking(name: string, dueAt?: number, over: Partial<Parking> = {}): Parking {
  const state = stateOf(name);
  return {
    executionArn: state.executionArn,
    mapRunArn: undefined,
    sequence: 4,
    wait: dueAt === undefined ? ON_TOKEN : ON_TIMER,
    timers: dueAt === undefined ? [] : [{ cause: 'wait', frame: 0, dueAt }],
    beats: [],
    text: executionText(state),
    ...over,
  };
}

function parked() {
  const clock = new VirtualClock(0);
  const due: string[] = [];
  const executions = new ParkedExecutions(openSqliteParkedStates(':memory:'), clock);
  return { clock, due, executions, begin: () => executions.begin((arn) => due.push(arn)) };
}

describe('executions outside of the heap', () => {
  it('come back as they went, once', () => {
    const { executions } = parked();
    const timers = [
      { cause: 'task-timeout', frame: 2, taskId: 5, dueAt: 90 },
      { cause: 'execution-timeout', dueAt: 70 },
    ] as const;
    executions.park(parking('one', undefined, { timers, beats: [[5, 30]], sequence: 9 }));
    expect([executions.size, executions.has(executionArn('one'))]).toEqual([1, true]);
    expect(executions.wake(executionArn('one'))).toStrictEqual({
      state: stateOf('one'),
      sequence: 9,
      timers: [...timers],
      beats: [[5, 30]],
    });
    expect([executions.size, executions.wake(executionArn('one'))]).toEqual([0, undefined]);
  });

  it('are named when the first of their timers is due, and not before anybody listens', () => {
    const { clock, due, executions, begin } = parked();
    executions.park(parking('late', 300));
    executions.park(parking('early', 100));
    executions.park(parking('never'));
    clock.advanceTo(150);
    expect(due).toEqual([]);
    begin();
    clock.advanceTo(150);
    expect(due).toEqual([executionArn('early')]);
    executions.park(parking('between', 200));
    clock.advanceTo(299);
    expect(due).toEqual([executionArn('early'), executionArn('between')]);
    executions.forget(executionArn('late'));
    clock.advanceTo(1_000);
    expect(due).toHaveLength(2);
  });

  it('do not keep everything else waiting when all are due at once', () => {
    const { clock, due, executions, begin } = parked();
    for (let index = 0; index < 1_200; index += 1) executions.park(parking(`e${index}`, 100));
    begin();
    const turns: number[] = [];
    clock.setTimer(100, function look() {
      turns.push(due.length);
      if (due.length < 1_200) clock.setTimer(0, look);
    });
    clock.advanceTo(100);
    expect(due).toHaveLength(1_200);
    expect(turns.length).toBeGreaterThan(1);
  });

  it('are found by their numbers as they are, and numbers are used again', () => {
    const { executions } = parked();
    executions.park(parking('one', 100, { sequence: 3 }));
    executions.park(parking('two', 100));
    const [first = -1] = executions.ids();
    const taken = executions.takenDown(first);
    expect(new TextDecoder().decode(taken?.text)).toBe(executionText(stateOf('one')));
    expect(taken?.sequence).toBe(3);
    executions.wake(executionArn('one'));
    expect(executions.takenDown(first)).toBeUndefined();
    executions.park(parking('three', 100));
    expect(executions.ids()).toHaveLength(2);
    expect(new TextDecoder().decode(executions.takenDown(first)?.text)).toContain('"three"');
  });

  it('are told apart: children of Map Runs, and tasks that this node holds', () => {
    const { executions } = parked();
    executions.park(parking('child', 100, { mapRunArn: 'arn:run' }));
    executions.park(parking('holder', undefined, { wait: { ...ON_TOKEN, onHeldTask: true } }));
    executions.park(parking('token'));
    expect([...executions.children()]).toEqual([
      { executionArn: executionArn('child'), mapRunArn: 'arn:run' },
    ]);
    expect([...executions.withHeldTasks()].map(({ name }) => name)).toEqual(['holder']);
    executions.clear();
    expect([executions.size, [...executions.children()]]).toEqual([0, []]);
  });

  it('stay where they were when there is no room for one more', () => {
    const states = openSqliteParkedStates(':memory:');
    const full = {
      put: () => {
        throw new Error('the disk is full');
      },
      get: (id: number) => states.get(id),
      delete: (id: number) => states.delete(id),
      [Symbol.dispose]: () => states[Symbol.dispose](),
    };
    const executions = new ParkedExecutions(full, new VirtualClock(0));
    expect(() => executions.park(parking('one', 100))).toThrow('the disk is full');
    expect([executions.size, executions.ids()]).toEqual([0, []]);
  });
});

describe('the sweep over what is parked (E4)', () => {
  it('finds nothing wrong with what waits for a time to come, or for a token', () => {
    const { executions } = parked();
    executions.park(parking('timer', 100_000));
    executions.park(parking('token'));
    expect([...executions.unsound(50_000)]).toEqual([]);
  });

  it('names what has no cause, and timers that are lost or never fired', () => {
    const { executions } = parked();
    executions.park(parking('nothing', undefined, { wait: { ...ON_TOKEN, onTask: false } }));
    executions.park(parking('no-timer', undefined, { wait: ON_TIMER }));
    executions.park(parking('overdue', 1_000));
    const found = [
      { executionArn: executionArn('nothing'), missing: 'cause' },
      { executionArn: executionArn('no-timer'), missing: 'timer' },
    ];
    expect([...executions.unsound(100_000)]).toEqual(found);
    const overdue = { executionArn: executionArn('overdue'), missing: 'timer' };
    expect([...executions.unsound(160_000)]).toEqual([...found, overdue]);
  });

  it('leaves timers that came due while the process stood still to their alarm', () => {
    const { executions } = parked();
    executions.park(parking('timer', 10_000));
    expect([...executions.unsound(5_000)]).toEqual([]);
    expect([...executions.unsound(500_000)]).toEqual([]);
  });
});
