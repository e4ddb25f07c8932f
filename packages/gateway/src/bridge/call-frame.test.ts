import { ApiError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../port/principal.ts';
import { type ApiCall, decodeAnswer, decodeCall, encodeAnswer, encodeCall } from './call-frame.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

const CALL: ApiCall = {
  operation: 'StartExecution',
  body: { stateMachineArn: 'arn', input: '{"é":"\\u0000"}' },
  principal: { kind: 'identified', tid: 't', oid: 'o', name: 'Ada' },
  requestId: 'r-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

describe('a call as bytes', () => {
  it('is read back as it was', () => {
    expect(decodeCall(encodeCall(CALL))).toEqual(CALL);
    const anonymous: ApiCall = { operation: 'X', body: {}, principal: ANONYMOUS, requestId: 'r' };
    expect(decodeCall(encodeCall(anonymous))).toEqual(anonymous);
  });

  it('brings along nothing that a call has not', () => {
    const sent = bytes(
      JSON.stringify({ ...CALL, signal: 'x', principal: { ...CALL.principal, admin: true } }),
    );
    expect(decodeCall(sent)).toEqual(CALL);
  });

  it.each([
    ['no JSON', '{'],
    ['no object', 'null'],
    ['no operation', JSON.stringify({ ...CALL, operation: 1 })],
    ['no request id', JSON.stringify({ ...CALL, requestId: undefined })],
    ['no principal', JSON.stringify({ ...CALL, principal: undefined })],
    ['a principal of an unknown kind', JSON.stringify({ ...CALL, principal: { kind: 'root' } })],
    [
      'a principal without its tenant',
      JSON.stringify({ ...CALL, principal: { kind: 'identified', oid: 'o' } }),
    ],
  ])('is refused with %s', (_what, text) => {
    expect(() => decodeCall(bytes(text))).toThrow(ApiError);
  });

  it('is refused when it is not UTF-8', () => {
    expect(() => decodeCall(new Uint8Array([0x22, 0xff, 0x22]))).toThrow('The bytes are no call of the API.');
  });
});

describe('an answer as bytes', () => {
  it('is read back as it was, times as the same numbers', () => {
    const answer = { status: 200, body: '{"startDate":1700000000.123,"n":null}' };
    expect(decodeAnswer(encodeAnswer(answer))).toEqual(answer);
  });

  it('keeps saying when to try again', () => {
    const answer = { status: 503, body: '{"__type":"ServiceUnavailable"}', retryAfterSeconds: 1 };
    expect(decodeAnswer(encodeAnswer(answer))).toEqual(answer);
  });

  it.each(['', '[]', '{"status":"200","body":{}}', '{"status":200}'])('is refused: %s', (text) => {
    expect(() => decodeAnswer(bytes(text))).toThrow('The bytes are no answer of the API.');
  });
});
