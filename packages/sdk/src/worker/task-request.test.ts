import { describe, expect, it } from 'vitest';

import { readTaskRequest } from './task-request.ts';

const read = (headers: Record<string, string>) => readTaskRequest((name) => headers[name]);

describe('a request for a task', () => {
  it('tells which task of which execution it is', () => {
    expect(
      read({
        'Edgestep-Progress': '_INBOX.a.1',
        'Edgestep-Task-Token': 'tok',
        'Edgestep-Execution': encodeURIComponent('arn:aws:states:dallas:000000000000:execution:prüfung:1'),
        'Edgestep-State': encodeURIComponent('Zähle Autos'),
        'Edgestep-Attempt': '2',
        'Edgestep-Deadline': '1763712000000',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      }),
    ).toEqual({
      progressSubject: '_INBOX.a.1',
      token: 'tok',
      executionArn: 'arn:aws:states:dallas:000000000000:execution:prüfung:1',
      stateName: 'Zähle Autos',
      attempt: 2,
      deadline: new Date(1_763_712_000_000),
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      tracestate: undefined,
    });
  });

  it('may come from any NATS client, without any header', () => {
    expect(read({})).toMatchObject({ progressSubject: undefined, token: undefined, attempt: 0 });
  });

  it('is taken as far as it can be read', () => {
    const odd = { 'Edgestep-State': '%E0%A4%A', 'Edgestep-Attempt': '-1', 'Edgestep-Deadline': '9e15' };
    expect(read(odd)).toMatchObject({ stateName: '%E0%A4%A', attempt: 0, deadline: undefined });
  });
});
