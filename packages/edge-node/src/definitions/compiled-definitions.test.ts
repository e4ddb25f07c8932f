import type { Json, RevisionRecord } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { createCompiledDefinitions } from './compiled-definitions.ts';

function sourceOf(state: Json, { arrives = false } = {}) {
  let lookups = 0;
  const record: RevisionRecord = {
    kind: 'revision',
    revisionId: 'r1',
    stateMachine: 'orders',
    type: 'STANDARD',
    createdAt: 0,
    definition: JSON.stringify({ StartAt: 'A', States: { A: state } }),
    roleArn: 'arn:aws:iam::000000000000:role/any',
    loggingConfiguration: {},
    tracingConfiguration: {},
  };
  const source = createCompiledDefinitions({
    revision: (id) => {
      lookups += 1;
      return arrives || id !== record.revisionId ? undefined : record;
    },
    waitForRevisionRecord: async (id) => (id === record.revisionId ? record : undefined),
  });
  return { load: (id = 'r1') => source.load(id), lookups: () => lookups };
}

const pass = { Type: 'Pass', End: true };

describe('the definitions of a zone', () => {
  it('are compiled once', () => {
    const { load, lookups } = sourceOf(pass);
    expect(load()).toMatchObject({ startAt: 'A' });
    expect(load()).toBe(load());
    expect(lookups()).toBe(1);
  });

  it('are waited for while they are on their way', async () => {
    expect(await sourceOf(pass, { arrives: true }).load()).toMatchObject({ startAt: 'A' });
    await expect(sourceOf(pass).load('r2')).rejects.toMatchObject({ code: 'definition-invalid' });
  });

  it('go on when a rule has come since that refuses them', () => {
    const nobodyKnows = { Type: 'Task', Resource: 'arn:aws:states:::nosuch:thing', End: true };
    expect(sourceOf(nobodyKnows).load()).toMatchObject({ startAt: 'A' });
  });

  it('have to be ones that can be compiled', () => {
    expect(() => sourceOf({ ...pass, InputPath: '$.[' }).load()).toThrow(
      expect.objectContaining({ code: 'definition-invalid' }),
    );
  });
});
