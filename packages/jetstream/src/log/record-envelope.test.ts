import { hash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { CHAIN_START, ENVELOPE_BYTES, hashOf, openEnvelope, sealEnvelope } from './record-envelope.ts';

const body = Buffer.from('{"p":[],"e":[]}');
const first = sealEnvelope({ kind: 'fence', epoch: 7, previousHash: CHAIN_START, body });

describe("a record's envelope", () => {
  it('opens to what was sealed, and names its predecessor', () => {
    const second = sealEnvelope({ kind: 'entries', epoch: 2 ** 47, previousHash: hashOf(first), body });
    const opened = openEnvelope(second);
    expect(opened).toMatchObject({ kind: 'sound', envelope: { kind: 'entries', epoch: 2 ** 47 } });
    if (opened.kind !== 'sound') return;
    expect(Buffer.from(opened.envelope.previousHash)).toEqual(hashOf(first));
    expect(Buffer.from(opened.envelope.body)).toEqual(body);
    expect(opened.envelope.hash).toEqual(hashOf(second));
    expect(second.length).toBe(ENVELOPE_BYTES + body.length);
  });

  it('opens what releases before this one sealed, and nothing that later ones may', () => {
    const ofVersion = (version: number) => {
      const record = Buffer.from(first);
      record[3] = version;
      hash('sha256', record.subarray(0, -32), 'buffer').copy(record, record.length - 32);
      return openEnvelope(record);
    };
    for (const version of [1, 2]) expect(ofVersion(version).kind).toBe('sound');
    for (const version of [0, 3]) {
      expect(ofVersion(version)).toEqual({
        kind: 'damaged',
        what: `version ${version} of the envelope is not known to this release`,
      });
    }
  });

  it('tells of every single flipped bit', () => {
    for (let bit = 0; bit < first.length * 8; bit += 1) {
      const flipped = Uint8Array.from(first);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(openEnvelope(flipped).kind).toBe('damaged');
    }
  });

  it('tells of bytes that are missing, added, or of something else', () => {
    const longer = Buffer.concat([first, Buffer.from('x')]);
    for (const bytes of [
      first.subarray(0, -1),
      longer,
      Buffer.alloc(0),
      Buffer.from('{"not":"a record"}'.repeat(9)),
    ]) {
      expect(openEnvelope(bytes).kind).toBe('damaged');
    }
  });
});
