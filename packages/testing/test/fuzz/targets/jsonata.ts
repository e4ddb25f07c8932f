import { compileJsonataTemplate, QueryFailure, QuerySyntaxError } from '@edgestep/asl';
import type { Json } from '@edgestep/shared';
import fc from 'fast-check';

import { hostileJson } from '../arbitraries/hostile-json.ts';
import { jsonataText } from '../arbitraries/jsonata-text.ts';
import { refusing, type FuzzTarget } from '../fuzz-target.ts';
import { answerOutcome } from './answer-outcome.ts';
import { scopeWith } from './scope.ts';

export const jsonata: FuzzTarget<readonly [string, Json]> = {
  name: 'jsonata',
  property:
    'a text is an expression or a QuerySyntaxError, and evaluating it answers JSON or States.QueryEvaluationError',
  input: fc.tuple(jsonataText, hostileJson),
  // The steps of one evaluation take about a second on a machine of its own.
  cpuMsMax: 15_000,
  async check([text, value]) {
    const template = refusing(() => compileJsonataTemplate(`{% ${text} %}`, 'Output'), [QuerySyntaxError]);
    if (template === undefined) return 'refused';
    try {
      return answerOutcome(await template.evaluate(scopeWith(value)));
    } catch (error) {
      if (error instanceof QueryFailure && error.error === 'States.QueryEvaluationError') return 'failed';
      throw error;
    }
  },
};
