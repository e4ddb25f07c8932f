import { describe, expect, it } from 'vitest';

import { HandDrivenLog, settled } from '../../test/hand-driven-log.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import type { LogEntry } from '../ports/partition-log.ts';
import { AppendTurns } from './append-turns.ts';
import { GroupCommit } from './group-commit.ts';

const entry = (executionArn: string): LogEntry => ({ executionArn, events: [] });

interface Limits {
  readonly appendsInFlightMax?: number;
  readonly recordBytesMax?: number;
  readonly turns?: AppendTurns;
}

function grouped(limits: Limits = {}) {
  const log = new HandDrivenLog();
  const seen: string[] = [];
  const lost: string[] = [];
  const commit = new GroupCommit<string>({
    log,
    appendsInFlightMax: limits.appendsInFlightMax ?? 1,
    recordBytesMax: limits.recordBytesMax ?? 1_000_000,
    turns: limits.turns,
    onDurable: ({ sequence, entries }) => {
      seen.push(`record ${sequence}: ${entries.map((part) => part.executionArn).join(',')}`);
    },
    onRelease: (waiting, sequence) => {
      for (const item of waiting) seen.push(`${item}@${sequence}`);
    },
    onLost: (outcome) => lost.push(outcome.kind),
  });
  return { log, seen, lost, commit };
}

describe('group commit', () => {
  it('releases nothing before its record is acknowledged (E1)', async () => {
    const { log, seen, commit } = grouped();
    commit.add(entry('a'), 10, 'one');
    await settled();
    expect(log.appends).toHaveLength(1);
    expect(seen).toEqual([]);
    await log.acknowledge();
    expect(seen).toEqual(['record 1: a', 'one@1']);
  });

  it('makes one record of all that came while an append was under way', async () => {
    const { log, seen, commit } = grouped();
    commit.add(entry('a'), 10, 'one');
    await settled();
    for (const name of ['b', 'c', 'd']) commit.add(entry(name), 10, name);
    await settled();
    expect(log.appends).toHaveLength(1);
    await log.acknowledge();
    await log.acknowledge();
    expect(seen).toEqual(['record 1: a', 'one@1', 'record 2: b,c,d', 'b@2', 'c@2', 'd@2']);
  });

  it('sends the next record while one is under way, as deep as it may', async () => {
    const { log, commit } = grouped({ appendsInFlightMax: 2 });
    for (const name of ['a', 'b', 'c', 'd']) {
      commit.add(entry(name), 10, name);
      await settled();
    }
    expect(log.appends.map((append) => append.entries.length)).toEqual([1, 1]);
    await log.acknowledge();
    expect(log.appends.map((append) => append.entries.length)).toEqual([1, 2]);
  });

  it('keeps the order of the log when acknowledgements overtake each other', async () => {
    const { log, seen, commit } = grouped({ appendsInFlightMax: 2 });
    commit.add(entry('a'), 10, 'one');
    await settled();
    commit.add(entry('b'), 10, 'two');
    await settled();
    log.appends[1]?.outcome.resolve({ kind: 'appended', sequence: 2 });
    await settled();
    expect(seen).toEqual([]);
    log.appends[0]?.outcome.resolve({ kind: 'appended', sequence: 1 });
    await settled();
    expect(seen).toEqual(['record 1: a', 'one@1', 'record 2: b', 'two@2']);
  });

  it('closes a record that is full, and never splits an entry', async () => {
    const { log, commit } = grouped({ recordBytesMax: 100 });
    for (const [name, bytes] of [
      ['a', 60],
      ['b', 30],
      ['c', 60],
      ['huge', 500],
      ['d', 10],
    ] as const) {
      commit.add(entry(name), bytes, name);
    }
    await log.acknowledgeAll();
    expect(log.records.map((record) => record.entries.map((part) => part.executionArn))).toEqual([
      ['a', 'b'],
      ['c'],
      ['huge'],
      ['d'],
    ]);
  });

  it('closes a record when it is asked to: what comes later is in another one', async () => {
    const { log, commit } = grouped();
    commit.closeRecord();
    const first = commit.add(entry('a'), 10, 'one');
    commit.closeRecord();
    const second = commit.add(entry('a'), 10, 'two');
    await log.acknowledgeAll();
    expect([first.sequence, second.sequence]).toEqual([1, 2]);
  });

  it('holds back an answer without events until what it rests on is durable', async () => {
    const { log, seen, commit } = grouped();
    commit.after('nothing before');
    expect(seen).toEqual(['nothing before@0']);
    commit.add(entry('a'), 10, 'one');
    await settled();
    commit.add(entry('b'), 10, 'two');
    commit.after('repeated');
    await log.acknowledge();
    expect(seen).not.toContain('repeated@2');
    await log.acknowledge();
    expect(seen.slice(-2)).toEqual(['two@2', 'repeated@2']);
  });

  it('tells when all that is under way is durable, without waiting for what is not sent yet', async () => {
    const { log, commit } = grouped();
    await commit.underWay();
    commit.add(entry('a'), 10, 'one');
    await settled();
    commit.add(entry('b'), 10, 'two');
    let isDone = false;
    void commit.underWay().then(() => {
      isDone = true;
    });
    await settled();
    expect(isDone).toBe(false);
    await log.acknowledge();
    expect(isDone).toBe(true);
    expect(log.appends).toHaveLength(1);
  });

  it('knows where a decision went once it is durable', async () => {
    const { log, commit } = grouped();
    const position = commit.add(entry('a'), 10, 'one');
    expect(position.sequence).toBeUndefined();
    await settled();
    await log.acknowledge();
    expect(position.sequence).toBe(1);
  });

  it('stops at a refusal: nothing behind it is released (E2)', async () => {
    const { log, seen, lost, commit } = grouped({ appendsInFlightMax: 2 });
    commit.add(entry('a'), 10, 'one');
    await settled();
    commit.add(entry('b'), 10, 'two');
    await settled();
    commit.add(entry('c'), 10, 'three');
    await log.fence();
    expect(lost).toEqual(['fenced']);
    expect(seen).toEqual([]);
    expect(commit.abandon()).toEqual(['one', 'two', 'three']);
    expect(log.appends).toHaveLength(0);
  });

  it('stops when the log gives up', async () => {
    const { log, lost, commit } = grouped();
    commit.add(entry('a'), 10, 'one');
    await settled();
    log.appends[0]?.outcome.reject(new Error('aborted'));
    await settled();
    expect(lost).toEqual(['fault']);
  });

  it('says when all that was added so far is durable', async () => {
    const { log, seen, commit } = grouped();
    commit.add(entry('a'), 10, 'one');
    await settled();
    commit.add(entry('b'), 10, 'two');
    const done = commit.settled().then(() => seen.push('settled'));
    await log.acknowledge();
    expect(seen).not.toContain('settled');
    await log.acknowledge();
    await done;
    expect(seen.at(-1)).toBe('settled');
    await commit.settled();
  });

  it('makes one record of all that came while other partitions had their turns', async () => {
    const clock = new VirtualClock(0);
    const turns = new AppendTurns({ clock, turnsMax: 1, patienceMs: 50 });
    const other = grouped({ turns });
    const { log, seen, commit } = grouped({ turns });
    other.commit.add(entry('x'), 10, 'other');
    await settled();
    for (const name of ['a', 'b', 'c']) {
      commit.add(entry(name), 10, name);
      await settled();
    }
    expect(log.appends).toHaveLength(0);
    await other.log.acknowledge();
    await log.acknowledge();
    expect(seen).toEqual(['record 1: a,b,c', 'a@1', 'b@1', 'c@1']);
  });

  it('gives its turn on when it has nothing to append any more, or can append nothing any more', async () => {
    const turns = new AppendTurns({ clock: new VirtualClock(0), turnsMax: 1, patienceMs: 50 });
    const [first, second, third] = [grouped({ turns }), grouped({ turns }), grouped({ turns })];
    for (const { commit } of [first, second, third]) commit.add(entry('a'), 10, 'one');
    await settled();
    second.commit.abandon();
    await first.log.fence();
    expect([first.lost, second.log.appends, third.log.appends.length]).toEqual([['fenced'], [], 1]);
  });
});
