import { describe, expect, it } from 'vitest';

import { parseServiceInfo } from './service-info.ts';

function subjectOf(...endpoints: unknown[]): string | undefined {
  return parseServiceInfo(Buffer.from(JSON.stringify({ name: 'detect', endpoints }))).subject;
}

describe('what a micro service says of itself', () => {
  it('names the endpoint `invoke`, else the first one', () => {
    const first = { name: 'health', subject: 'detect.health' };
    expect(subjectOf(first, { name: 'invoke', subject: 'detect.run' })).toBe('detect.run');
    expect(subjectOf(first, { name: 'other', subject: 'detect.other' })).toBe('detect.health');
    expect(subjectOf()).toBeUndefined();
  });

  it.each(['wild.*', 'wild.>', 'a..b', '.a', 'two words', '', 7, null, 'x'.repeat(2_000)])(
    'cannot be called at %j',
    (subject) => expect(subjectOf({ name: 'invoke', subject })).toBeUndefined(),
  );

  it.each(['edgestep.partition.3.command', '$SRV.PING', '$JS.API.INFO', '_INBOX.abc.1'])(
    'is not believed when it names %s, which speaks to the engine or the server',
    (subject) => {
      expect(subjectOf({ name: 'invoke', subject })).toBeUndefined();
      expect(subjectOf({ name: 'invoke', subject: `my.${subject}` })).toBe(`my.${subject}`);
    },
  );

  it('tells workers that speak the protocol from others', () => {
    const of = (info: unknown) => parseServiceInfo(Buffer.from(JSON.stringify(info))).isWorker;
    expect(of({ metadata: { 'edgestep-worker': '1' } })).toBe(true);
    expect(of({ metadata: { team: 'video' } })).toBe(false);
    expect(of({ metadata: null })).toBe(false);
  });

  it.each(['', 'null', '7', '[]', '{"endpoints":7}', '{"endpoints":[null,[],"x"]}'])('may be %j', (text) => {
    expect(parseServiceInfo(Buffer.from(text))).toEqual({ subject: undefined, isWorker: false });
  });
});
