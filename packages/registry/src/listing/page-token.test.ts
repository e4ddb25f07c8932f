import { describe, expect, it } from 'vitest';

import { memoryRegistry, passDefinition, ROLE } from '../../test/memory-registry.ts';
import { createActivity } from '../activity/create-activity.ts';
import { listActivities } from '../activity/list-activities.ts';
import { createStateMachine } from '../state-machine/create-state-machine.ts';
import { listStateMachines } from '../state-machine/list-state-machines.ts';
import { updateStateMachine } from '../state-machine/update-state-machine.ts';
import { listStateMachineVersions } from '../version/list-state-machine-versions.ts';
import { readPageToken, writePageToken } from './page-token.ts';

const NOW = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;
const invalid = expect.objectContaining({ name: 'InvalidToken', message: "Invalid Token: 'Invalid token'" });

describe('a page token', () => {
  it('names a place, in any script', () => {
    const token = writePageToken(['executions', 'añb→'], [7, 'é'], NOW);
    expect(readPageToken(token, ['executions', 'añb→'], NOW)).toEqual([7, 'é']);
  });

  it('is good for a day', () => {
    const token = writePageToken(['versions'], 1, NOW);
    expect(readPageToken(token, ['versions'], NOW + DAY_MS)).toBe(1);
    expect(() => readPageToken(token, ['versions'], NOW + DAY_MS + 1)).toThrow(invalid);
  });

  it('is of one list alone, with everything that the caller chose it by', () => {
    const token = writePageToken(['executions', 'a', undefined], 1, NOW);
    for (const other of [
      ['executions', 'b', undefined],
      ['executions', 'a', 'FAILED'],
      ['history', 'a'],
    ]) {
      expect(() => readPageToken(token, other, NOW)).toThrow(invalid);
    }
  });

  it.each(['', 'x', '%', 'bnVsbA==', 'W10=', btoa('[1,2,3]'), btoa('{"a":1}'), '\u{1f600}'])(
    'that nobody wrote is refused: %j',
    (token) => {
      expect(() => readPageToken(token, ['versions'], NOW)).toThrow(invalid);
    },
  );
});

describe('a list of the registry', () => {
  /** Two state machines with three versions each, and three activities. */
  function filled() {
    const registry = memoryRegistry();
    for (const name of ['orders', 'returns']) {
      const stateMachineArn = `arn:aws:states:dallas:000000000000:stateMachine:${name}`;
      registry.do(createStateMachine, {
        name,
        definition: passDefinition('1'),
        roleArn: ROLE,
        publish: true,
      });
      for (const result of ['2', '3']) {
        registry.do(updateStateMachine, {
          stateMachineArn,
          definition: passDefinition(result),
          publish: true,
        });
      }
    }
    for (const name of ['a', 'b', 'c']) registry.do(createActivity, { name });
    return registry;
  }

  const versionsOf = (name: string) => ({
    stateMachineArn: `arn:aws:states:dallas:000000000000:stateMachine:${name}`,
    maxResults: 2,
  });

  it('refuses the token of another one', () => {
    const { view, context } = filled();
    const { nextToken } = listStateMachineVersions(view, versionsOf('orders'), context());
    expect(nextToken).toBeDefined();
    const token = nextToken === undefined ? {} : { nextToken };
    expect(() => listStateMachineVersions(view, { ...versionsOf('returns'), ...token }, context())).toThrow(
      invalid,
    );
    expect(() => listActivities(view, token, context())).toThrow(invalid);
    expect(() => listStateMachines(view, token, context())).toThrow(invalid);
    const rest = listStateMachineVersions(view, { ...versionsOf('orders'), ...token }, context());
    expect(rest.stateMachineVersions).toHaveLength(1);
    expect(rest.nextToken).toBeUndefined();
  });

  it('takes 0 for the default size, which is 100', () => {
    const { view, context } = filled();
    expect(listActivities(view, { maxResults: 0 }, context()).activities).toHaveLength(3);
  });
});
