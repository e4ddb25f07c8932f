import { describe, expect, it } from 'vitest';

import { requireLoopback } from './require-loopback.ts';

describe('without authentication an API', () => {
  it.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1'])('may listen on %s', (host) => {
    expect(() => requireLoopback([{ host, port: 1 }])).not.toThrow();
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.com', 'zone.example.com'])(
    'must not listen on %s',
    (host) => {
      expect(() => requireLoopback([{ host, port: 1 }])).toThrow(/loopback only/);
    },
  );
});
