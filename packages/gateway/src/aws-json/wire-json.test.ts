import * as sdk from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { fromWireJson, toWireJson } from './wire-json.ts';

describe('an answer on the wire', () => {
  it('has times as epoch seconds, with the milliseconds as a fraction', () => {
    const at = new Date(1_700_000_000_123);
    expect(toWireJson({ startDate: at, events: [{ timestamp: at, id: 1 }] })).toBe(
      '{"startDate":1700000000.123,"events":[{"timestamp":1700000000.123,"id":1}]}',
    );
  });

  it('leaves out what is undefined, keeps null and empty values', () => {
    expect(toWireJson({ a: undefined, b: null, c: '', d: [] })).toBe('{"b":null,"c":"","d":[]}');
  });

  it('keeps a map key that objects inherit', () => {
    const answer: unknown = JSON.parse('{"variableReferences":{"__proto__":["x"],"constructor":["y"]}}');
    expect(toWireJson(answer)).toBe(JSON.stringify(answer));
  });

  it('is read back as it was, to the millisecond', () => {
    const answer = {
      executionArn: 'arn',
      startDate: new Date(1_763_706_578_117),
      stopDate: new Date(0),
      output: '{"startDate":5}',
      redriveCount: 3,
    };
    expect(fromWireJson(toWireJson(answer))).toEqual(answer);
  });

  it('knows every member of the SDK that is a time, and takes no other for one', () => {
    const written: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const schema of Object.values(sdk as Record<string, unknown>)) {
      if (!Array.isArray(schema) || schema[0] !== 3) continue;
      const [members, types] = [schema[4] as string[], schema[5] as unknown[]];
      for (const [index, name] of members.entries()) {
        written[name] = 1;
        expected[name] = types[index] === 4 ? new Date(1000) : 1;
      }
    }
    expect(Object.keys(written).length).toBeGreaterThan(100);
    expect(fromWireJson(JSON.stringify(written))).toEqual(expected);
  });
});
