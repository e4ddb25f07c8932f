import { describe, expect, it } from 'vitest';

import {
  encodeMessage,
  parseHandOver,
  parseHandOverAnswer,
  parseOfferAnswer,
  type HandOver,
  type HandOverAnswer,
  type OfferAnswer,
} from './activity-messages.ts';

const nonsense = ['', 'null', '7', '[]', '"task"', '{}', '{"kind":"other"}', 'what?'].map((text) =>
  Buffer.from(text),
);

describe('the messages between an owner and a poller', () => {
  it('are read as they were written', () => {
    const answers: OfferAnswer[] = [
      { kind: 'accepted', handOver: '_INBOX.a.1', workerName: 'Wörker "1"' },
      { kind: 'accepted', handOver: '_INBOX.a.2' },
      { kind: 'nobody' },
    ];
    for (const answer of answers) expect(parseOfferAnswer(encodeMessage(answer))).toEqual(answer);
    const handOvers: HandOver[] = [{ kind: 'task', taskToken: 't', input: '{"a":1}' }, { kind: 'withdrawn' }];
    for (const handOver of handOvers) expect(parseHandOver(encodeMessage(handOver))).toEqual(handOver);
    const taken: HandOverAnswer[] = [{ kind: 'taken' }, { kind: 'gone' }];
    for (const answer of taken) expect(parseHandOverAnswer(encodeMessage(answer))).toEqual(answer);
  });

  it('are nothing when they make no sense', () => {
    for (const parse of [parseOfferAnswer, parseHandOver, parseHandOverAnswer]) {
      expect(nonsense.map((bytes) => parse(bytes))).toEqual(nonsense.map(() => undefined));
    }
  });

  it('name only subjects that can be published on, and whole tasks', () => {
    const of = (value: unknown) => Buffer.from(JSON.stringify(value));
    expect(parseOfferAnswer(of({ kind: 'accepted', handOver: 'a b' }))).toBeUndefined();
    expect(parseOfferAnswer(of({ kind: 'accepted', handOver: 7 }))).toBeUndefined();
    expect(parseHandOver(of({ kind: 'task', taskToken: 't' }))).toBeUndefined();
    expect(parseHandOver(of({ kind: 'task', taskToken: 't', input: { a: 1 } }))).toBeUndefined();
  });
});
