import { describe, expect, it } from 'vitest';

import { answerMessage, errorAnswer, outputAnswer, type Answer } from './answer.ts';

/** The body and the headers of the message that answers a single request. */
function message(answer: Answer) {
  const { body, headers } = answerMessage(answer);
  return { body, header: (name: string) => headers?.get(name) };
}

describe('the answer to a task', () => {
  it('is the JSON of what the handler returned; nothing is null', () => {
    expect(outputAnswer({ cars: 2 }, 1_000)).toEqual({ kind: 'done', body: '{"cars":2}' });
    expect(outputAnswer(undefined, 1_000)).toEqual({ kind: 'done', body: 'null' });
    expect(outputAnswer(() => 1, 1_000)).toEqual({ kind: 'done', body: 'null' });
  });

  it('is an error when the result is no JSON', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    for (const output of [12n, circular]) {
      const answer = message(outputAnswer(output, 1_000));
      expect(JSON.parse(answer.body)).toMatchObject({ errorType: 'Worker.InvalidOutput' });
      expect(answer.header('Nats-Service-Error-Code')).toBe('500');
    }
  });

  it('is an error when the result is larger than a message may be, counted in bytes', () => {
    expect(outputAnswer('ü'.repeat(49), 100).kind).toBe('done');
    const answer = message(outputAnswer('ü'.repeat(50), 100));
    expect(JSON.parse(answer.body)).toMatchObject({
      errorType: 'States.DataLimitExceeded',
      errorMessage: expect.stringContaining('102 bytes') as string,
    });
  });

  it('describes a failure in a header that any text fits into', () => {
    const answer = message(errorAnswer({ errorType: 'Odd', errorMessage: 'zwölf\r\nInjected: yes' }));
    expect(answer.header('Nats-Service-Error')).toBe('Odd: zw lf Injected: yes');
    expect(JSON.parse(answer.body)).toEqual({ errorType: 'Odd', errorMessage: 'zwölf\r\nInjected: yes' });
  });

  it('says that a task was refused, and why', () => {
    const answer = message({ kind: 'refused', refusal: 'draining' });
    expect(answer.header('Edgestep-Refused')).toBe('draining');
    expect(answer.header('Nats-Service-Error-Code')).toBe('503');
  });
});
