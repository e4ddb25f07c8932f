import { headers } from '@nats-io/nats-core';
import { describe, expect, it } from 'vitest';

import { parseServiceAnswer } from './service-answer.ts';

function answer(body: string, header: Record<string, string> = {}) {
  const all = headers();
  for (const [name, value] of Object.entries(header)) all.set(name, value);
  return parseServiceAnswer({ data: Buffer.from(body), headers: all });
}

describe('the answer of a service', () => {
  it('is JSON, or nothing, which is null', () => {
    expect(answer('{"a":[1]}')).toEqual({ kind: 'returned', output: { a: [1] } });
    expect(answer('')).toEqual({ kind: 'returned', output: null });
    expect(answer('"text"')).toEqual({ kind: 'returned', output: 'text' });
    expect(JSON.stringify(answer('[0.0]'))).toBe('{"kind":"returned","output":[0.0]}');
    expect(parseServiceAnswer({ data: Buffer.from('7') })).toEqual({ kind: 'returned', output: 7 });
  });

  it('that is neither is an error with a name of its own', () => {
    expect(answer('Hello')).toMatchObject({ kind: 'function-error', error: 'Service.InvalidOutput' });
  });

  it('names an error by its code, as any micro service gives it', () => {
    expect(answer('', { 'Nats-Service-Error-Code': '404', 'Nats-Service-Error': 'no such frame' })).toEqual({
      kind: 'function-error',
      error: 'Service.404',
      cause: '{"errorType":"Service.404","errorMessage":"no such frame"}',
    });
    expect(answer('{}', { 'Nats-Service-Error': 'oops' })).toMatchObject({ error: 'Service.Unknown' });
    expect(answer('plain', { 'Nats-Service-Error-Code': '500' })).toMatchObject({ error: 'Service.500' });
  });

  it('names an error by its type, as AWS Lambda and the SDK give it', () => {
    const body = '{"errorType":"FrameTooDark","errorMessage":"mean 3"}';
    expect(answer(body, { 'Nats-Service-Error-Code': '500' })).toEqual({
      kind: 'function-error',
      error: 'FrameTooDark',
      cause: body,
    });
    expect(answer(body)).toMatchObject({ kind: 'returned' });
  });

  it('may say that the task was not begun', () => {
    expect(answer('', { 'Edgestep-Refused': 'busy', 'Nats-Service-Error-Code': '503' })).toEqual({
      kind: 'refused',
      message: 'busy',
    });
  });

  it('is never thrown out: what cannot be read is an error as well', () => {
    const rude = {
      data: Buffer.from('1'),
      get headers(): never {
        throw new Error('not a valid character in a header name');
      },
    };
    expect(parseServiceAnswer(rude)).toMatchObject({ error: 'Service.InvalidOutput' });
    const latin = { data: Buffer.from('"gr\u00f6\u00dfe"', 'latin1') };
    expect(parseServiceAnswer(latin)).toMatchObject({ error: 'Service.InvalidOutput' });
  });

  it('that is an error is bounded as SendTaskFailure bounds it', () => {
    const body = JSON.stringify({ errorType: 'E'.repeat(500), errorMessage: 'm'.repeat(100_000) });
    const failed = answer(body, { 'Nats-Service-Error-Code': '500' });
    expect(failed).toMatchObject({ error: 'E'.repeat(256), cause: body.slice(0, 32_768) });
    const described = answer('', { 'Nats-Service-Error': '"'.repeat(50_000) });
    expect(described.kind === 'function-error' && described.cause.length).toBe(32_768);
  });

  it('may be the word of the server that nobody listens', () => {
    expect(parseServiceAnswer({ data: new Uint8Array(), headers: headers(503, 'No Responders') })).toEqual({
      kind: 'no-responders',
    });
  });
});
