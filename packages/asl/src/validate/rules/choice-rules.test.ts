import type { Json, JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { end, machineOf } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

function errorsOfRule(rule: JsonObject): readonly string[] {
  const choice = { Type: 'Choice', Choices: [{ ...rule, Next: 'End' }], Default: 'End' };
  return errorsOf(machineOf(choice, { End: end }));
}

describe('choice rules', () => {
  it('do not nest without end', () => {
    expect(
      errorsOfRule({
        And: [{ Not: { Variable: '$.a', IsNull: true } }, { Variable: '$.b', IsPresent: true }],
      }),
    ).toEqual([]);
    let rule: Json = { Variable: '$.a', IsNull: true };
    for (let level = 0; level < 200; level += 1) rule = { Not: rule };
    expect(errorsOfRule(rule as JsonObject)).toEqual([
      'SCHEMA_VALIDATION_FAILED: A choice rule nests deeper than 100 levels at /States/State/Choices[0]',
    ]);
  });
});
