import { describe, expect, it } from 'vitest';

import { everythingInJsonata, everythingInJsonPath } from '../../test/definitions.ts';
import { diagnosticsOf } from '../../test/findings-of.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { validateDefinition } from './validate-definition.ts';

describe('validating a definition', () => {
  it('finds nothing in definitions that use all of the language', () => {
    expect(diagnosticsOf(everythingInJsonPath)).toEqual([]);
    expect(diagnosticsOf(everythingInJsonata)).toEqual([]);
  });

  it('points at the line and the column', () => {
    const text =
      '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass",\n      "Next": "Ghost" },\n    "B": { "Type": "Succeed" }\n  }\n}';
    const parsed = parseDefinition(text);
    expect(parsed.kind === 'parsed' && validateDefinition(parsed.definition, { type: 'STANDARD' })).toEqual([
      {
        severity: 'ERROR',
        code: 'MISSING_TRANSITION_TARGET',
        message: "Missing 'Next' target: Ghost",
        location: '/States/A/Next',
        line: 5,
        column: 7,
      },
      {
        severity: 'ERROR',
        code: 'MISSING_TRANSITION_TARGET',
        message: 'State "B" is not reachable.',
        location: '/States/B',
        line: 6,
        column: 5,
      },
    ]);
  });

  it('gives no more than a thousand findings', () => {
    const states = Object.fromEntries(
      Array.from({ length: 1_500 }, (_, index) => [`S${index}`, { Type: 'Succeed' }]),
    );
    expect(diagnosticsOf({ StartAt: 'S0', States: states })).toHaveLength(1_000);
  });

  it('does not repeat long names without end', () => {
    const name = 'n'.repeat(500_000);
    const [finding] = diagnosticsOf({ StartAt: name, States: { [name]: { Type: 'Succeed' } } });
    expect(finding?.message).toHaveLength(2_001);
    expect(finding?.location).toHaveLength(2_001);
    expect(finding).toMatchObject({ code: 'INVALID_STATE_NAME', line: 1 });
  });
});
