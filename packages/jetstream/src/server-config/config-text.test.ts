import { describe, expect, it } from 'vitest';

import { configText } from './config-text.ts';

describe('the text of a nats-server configuration', () => {
  it('nests blocks and lists, and leaves out what is undefined', () => {
    const text = configText({
      port: 4222,
      mqtt: undefined,
      leafnodes: { remotes: [{ url: 'nats://hub:7422' }] },
    });
    expect(text).toBe(
      [
        'port: 4222',
        'leafnodes: {',
        '  remotes: [',
        '    {',
        '      url: "nats://hub:7422"',
        '    }',
        '  ]',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('quotes strings so that none can end its own quotes', () => {
    expect(configText({ store_dir: 'C:\\data "x"\n$PWD' })).toBe('store_dir: "C:\\\\data \\"x\\"\\n$PWD"\n');
  });
});
