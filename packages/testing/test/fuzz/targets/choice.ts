import { compileChoiceRule, QueryFailure, QuerySyntaxError } from '@edgestep/asl';
import type { Json, JsonObject } from '@edgestep/shared';
import fc from 'fast-check';

import { anyChoiceRule } from '../arbitraries/choice-rule.ts';
import { hostileJson } from '../arbitraries/hostile-json.ts';
import { json, scalar } from '../arbitraries/json.ts';
import { refusing, type FuzzTarget } from '../fuzz-target.ts';
import { scopeWith } from './scope.ts';

export const choice: FuzzTarget<readonly [JsonObject, Json]> = {
  name: 'choice',
  property: 'a rule compiles or is a QuerySyntaxError, and holds or does not or fails; Not turns it round',
  input: fc.tuple(
    anyChoiceRule,
    fc.oneof(hostileJson, fc.record({ a: scalar, b: scalar }), fc.record({ a: scalar, b: json })),
  ),
  cpuMsMax: 3_000,
  check([rule, value]) {
    const outcome = outcomeOf(rule, value);
    const turned = outcomeOf({ Not: rule }, value);
    const expected = outcome === 'holds' ? 'does not hold' : outcome === 'does not hold' ? 'holds' : outcome;
    if (turned !== expected) throw new Error(`The rule: ${outcome}; with Not before it: ${turned}.`);
    return outcome;
  },
};

function outcomeOf(rule: JsonObject, value: Json): string {
  const condition = refusing(() => compileChoiceRule(rule), [QuerySyntaxError]);
  if (condition === undefined) return 'refused';
  const holds = refusing(() => condition.evaluate(scopeWith(value)), [QueryFailure]);
  if (holds === undefined) return 'failed';
  if (typeof holds !== 'boolean') throw new Error(`The rule answers ${String(holds)}.`);
  return holds ? 'holds' : 'does not hold';
}
