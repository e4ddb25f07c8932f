import type { LogEntry } from '@edgestep/engine';
import { parseJson, type ExecutionEvent, type Json } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeEntries, encodeEntries } from './record-codec.ts';

const base = { at: 1_700_000_000_000, frame: 0, id: 1, prev: 0 };
const arn = 'arn:aws:states:dallas:000000000000:execution:readings:1';

function entered(input: Json): ExecutionEvent {
  return { ...base, kind: 'StateEntered', state: 'A', stateType: 'Pass', input };
}

function exited(output: Json): ExecutionEvent {
  return { ...base, kind: 'StateExited', state: 'A', stateType: 'Pass', output, next: 'B' };
}

function roundTrip(entries: readonly LogEntry[]): readonly LogEntry[] {
  return decodeEntries(encodeEntries(entries));
}

/** In text, `-0` is `0`. */
function payloadsOf(entries: readonly LogEntry[]): unknown {
  return entries.map(({ events }) =>
    events.map((event) => [
      event.kind,
      'input' in event ? event.input : undefined,
      'output' in event ? event.output : undefined,
    ]),
  );
}

describe('the entries of a record', () => {
  it('are read as they were written, whatever the payloads are', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (payloads) => {
        const values = payloads as Json[];
        const entries = [
          { executionArn: arn, events: values.map(entered) },
          { executionArn: `${arn}-2`, events: values.map(exited) },
        ];
        expect(JSON.stringify(payloadsOf(roundTrip(entries)))).toBe(JSON.stringify(payloadsOf(entries)));
      }),
    );
  });

  it('leave out of an event what follows from the one before it, and nothing else', () => {
    const place = fc.record({
      at: fc.integer({ min: 1, max: 3 }),
      frame: fc.nat(2),
      id: fc.integer({ min: 1, max: 4 }),
      prev: fc.nat(4),
    });
    fc.assert(
      fc.property(fc.array(fc.array(place)), (executions) => {
        const entries = executions.map((places) => ({
          executionArn: arn,
          events: places.map((at) => ({ ...entered({}), ...at }) as ExecutionEvent),
        }));
        expect(roundTrip(entries)).toEqual(entries);
      }),
    );
    const following = [1, 2, 3].map((id) => ({ ...entered('x'), id, prev: id - 1 }) as ExecutionEvent);
    const text = Buffer.from(encodeEntries([{ executionArn: arn, events: following }])).toString();
    for (const member of ['at', 'frame', 'id', 'prev']) {
      expect(text.match(new RegExp(`"${member}":`, 'g'))).toHaveLength(1);
    }
  });

  it('are read from logs in which events left nothing out', () => {
    const events = [entered('x'), { ...exited('x'), id: 2, prev: 1 }];
    const text = JSON.stringify({ p: [], e: [[arn, events]] });
    expect(decodeEntries(Buffer.from(text))).toEqual([{ executionArn: arn, events }]);
  });

  it('keep the spelling of numbers, shared payloads and others', () => {
    const payloads = ['0.0', '[1.0,12345678901234567890]', '{"a":{"b":1.50e3},"t":"1.0"}'].map(parseJson);
    const entries = [
      { executionArn: arn, events: payloads.flatMap((value) => [entered(value), exited(value)]) },
    ];
    expect(roundTrip(entries)).toEqual(entries);
    expect(JSON.stringify(roundTrip(entries))).toContain('{"b":1.50e3}');
  });

  it('write a payload that is handed on from state to state once', () => {
    const payload = { picture: 'x'.repeat(10_000) };
    const text = 'y'.repeat(10_000);
    const entries = [
      { executionArn: arn, events: [payload, text].flatMap((value) => [entered(value), exited(value)]) },
    ];
    expect(encodeEntries(entries).length).toBeLessThan(21_000);
    const [one, two] = roundTrip(entries)[0]!.events as unknown as [{ input: Json }, { output: Json }];
    expect(one.input).toEqual(payload);
    expect(two.output).toBe(one.input);
  });

  it('write the items of a Map once, though every iteration gets one as its input', () => {
    const items = Array.from({ length: 50 }, (_, index) => ({ index, text: 'z'.repeat(1_000) }));
    const started = {
      ...base,
      kind: 'MapStarted',
      items,
      itemProcessor: { startAt: 'A' },
      maxConcurrency: 0,
    };
    const iterations = items.map((input, index) => ({
      ...base,
      kind: 'MapIterationStarted',
      index,
      child: index + 1,
      name: 'M',
      input,
    }));
    const entries = [{ executionArn: arn, events: [started, ...iterations] as unknown as ExecutionEvent[] }];
    expect(encodeEntries(entries).length).toBeLessThan(65_000);
    const [first, second] = roundTrip(entries)[0]!.events as unknown as [{ items: Json[] }, { input: Json }];
    expect(second.input).toBe(first.items[0]);
    expect(roundTrip(entries)).toEqual(entries);
  });

  it('keep arrays that look like references to the table', () => {
    const entries = [{ executionArn: arn, events: [entered([0]), entered([0, 1]), entered([]), entered(7)] }];
    expect(roundTrip(entries)).toEqual(entries);
  });

  it('are refused when they refer to what is not there', () => {
    for (const text of [
      '',
      '{}',
      '{"p":[],"e":[["a",[{"input":[0]}]]]}',
      '{"p":[1],"e":[["a",[{"input":[0,3]}]]]}',
    ]) {
      expect(() => decodeEntries(Buffer.from(text))).toThrow(
        /JSON|iterable|undefined|the record has no|of the record has no|map/,
      );
    }
  });
});
