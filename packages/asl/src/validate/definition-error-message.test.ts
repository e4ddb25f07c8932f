import { describe, expect, it } from 'vitest';

import { diagnosticsOf } from '../../test/findings-of.ts';
import { definitionErrorMessage } from './definition-error-message.ts';

describe('the message of an InvalidDefinition', () => {
  it('is that of the one error', () => {
    expect(definitionErrorMessage(diagnosticsOf({ Comment: 'c', StartAt: 'State_1' }))).toBe(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
    );
  });

  it('lists all errors, and says null of one without a place', () => {
    const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } };
    expect(definitionErrorMessage(diagnosticsOf(definition))).toBe(
      "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next, MISSING_END_STATE: Workflow has no terminal state at null'",
    );
  });

  it('leaves warnings out', () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Result: '$.x', Next: 'B' },
        B: { Type: 'Succeed' },
        C: { Type: 'Succeed' },
      },
    };
    expect(definitionErrorMessage(diagnosticsOf(definition))).toBe(
      `Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/C'`,
    );
  });
});
