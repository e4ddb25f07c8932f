import { describe, expect, it } from 'vitest';

import { end, machineOf, map } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

function named(name: string) {
  return { StartAt: name, States: { [name]: end } };
}

describe('names of states', () => {
  it('have eighty characters at most', () => {
    const name = 'n'.repeat(81);
    expect(errorsOf(named('n'.repeat(80)))).toEqual([]);
    expect(errorsOf(named(name))).toEqual([
      `INVALID_STATE_NAME: State name '${name}' exceeds the 80-character limit allowed by the service at /States/${name}`,
    ]);
  });

  it('are counted in characters, not in units of UTF-16', () => {
    expect(errorsOf(named('🙂'.repeat(80)))).toEqual([]);
  });

  it('are used once in the whole state machine', () => {
    const inner = { StartAt: 'State', States: { State: end } };
    expect(errorsOf(machineOf(map({ ItemProcessor: inner })))).toEqual([
      'DUPLICATE_STATE_NAME: Duplicate State name: State at /States/State/ItemProcessor/States/State',
    ]);
  });
});
