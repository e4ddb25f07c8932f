import { compilePath, QueryFailure, QuerySyntaxError } from '@edgestep/asl';
import type { Json } from '@edgestep/shared';
import fc from 'fast-check';

import { hostileJson } from '../arbitraries/hostile-json.ts';
import { pathText } from '../arbitraries/path-text.ts';
import { refusing, type FuzzTarget } from '../fuzz-target.ts';
import { answerOutcome } from './answer-outcome.ts';

import { scopeWith } from './scope.ts';

export const jsonpath: FuzzTarget<readonly [string, Json]> = {
  name: 'jsonpath',
  property: 'a text is a path or a QuerySyntaxError, and reading it answers JSON or a QueryFailure',
  input: fc.tuple(pathText, hostileJson),
  cpuMsMax: 3_000,
  check([text, value]) {
    const path = refusing(() => compilePath(text), [QuerySyntaxError]);
    if (path === undefined) return 'refused';
    const found = refusing(() => path.evaluate(scopeWith(value)), [QueryFailure]);
    if (found === undefined) return 'failed';

    return answerOutcome(found);
  },
};
