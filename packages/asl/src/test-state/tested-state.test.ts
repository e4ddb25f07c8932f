import { describe, expect, it } from 'vitest';

import { definitionErrorMessage } from '../validate/definition-error-message.ts';
import { readTestedState } from './tested-state.ts';

const machine = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Fork',
  States: {
    Fork: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Inner', States: { Inner: { Type: 'Pass', End: true } } }],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
});

function messageOf(text: string, stateName?: string): string {
  const reading = readTestedState(text, stateName);
  return reading.kind === 'refused' ? definitionErrorMessage(reading.diagnostics) : reading.kind;
}

describe('a state that is defined alone', () => {
  it('is read under the name that the service gives it', () => {
    const reading = readTestedState('{"Type": "Pass", "Next": "Anywhere"}', undefined);
    expect(reading).toMatchObject({
      kind: 'read',
      tested: { state: { name: 'StateName', next: 'Anywhere' } },
    });
  });

  it.each([
    ['Next', { Type: 'Pass', Next: 'A' }],
    [
      'Choices and Default',
      { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'A' }], Default: 'B' },
    ],
    [
      'Catch',
      {
        Type: 'Task',
        Resource: 'arn:aws:lambda:los-angeles:000000000000:function:work',
        Catch: [{ ErrorEquals: ['E'], Next: 'A' }],
        End: true,
      },
    ],
  ])('may lead to states that nobody defines: %s', (_, state) => {
    expect(readTestedState(JSON.stringify(state), undefined).kind).toBe('read');
  });

  it('is refused with the place in the state machine that stands around it', () => {
    expect(messageOf('{"Type": "Parallel", "Branches": [], "End": true}')).toBe(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'",
    );
  });

  it('still has to lead somewhere within its own branches', () => {
    const branch = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Nowhere' } } };
    const fork = JSON.stringify({ Type: 'Parallel', Branches: [branch], End: true });
    expect(messageOf(fork)).toContain("MISSING_TRANSITION_TARGET: Missing 'Next' target: Nowhere");
  });

  it.each(['', '{', '{"Type": "Pass", "End": true}, "Other": {"Type": "Succeed"}', '[]', 'null'])(
    'has to be one JSON object: %s',
    (text) => {
      expect(readTestedState(text, undefined).kind).toBe('refused');
    },
  );

  it('is not a whole state machine', () => {
    expect(messageOf(machine)).toContain('These fields are required: [Type] at /States/StateName');
  });
});

describe('a state of a state machine', () => {
  it('is found by its name, at any depth, and keeps the query language around it', () => {
    const reading = readTestedState(machine, 'Inner');
    expect(reading).toMatchObject({
      kind: 'read',
      tested: { state: { type: 'Pass', flow: { language: 'JSONata' } } },
    });
  });

  it('leads where it leads in its machine', () => {
    expect(readTestedState(machine, 'Fork')).toMatchObject({
      kind: 'read',
      tested: { state: { next: 'Done' } },
    });
  });

  it('is not found under another name', () => {
    expect(readTestedState(machine, 'Gone')).toEqual({ kind: 'not-found' });
  });

  it('stands in a machine that has to be valid as a whole', () => {
    const broken = machine.replace('"Next":"Done"', '"Next":"Gone"');
    expect(messageOf(broken, 'Done')).toContain("Missing 'Next' target: Gone");
    expect(messageOf('{"Type": "Pass", "End": true}', 'StateName')).toContain('These fields are required');
  });
});
