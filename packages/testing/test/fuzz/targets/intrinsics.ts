import { compileIntrinsic, QueryFailure, QuerySyntaxError } from '@edgestep/asl';
import type { Json } from '@edgestep/shared';
import fc from 'fast-check';

import { hostileJson } from '../arbitraries/hostile-json.ts';
import { intrinsicText } from '../arbitraries/intrinsic-text.ts';
import { refusing, type FuzzTarget } from '../fuzz-target.ts';
import { answerOutcome } from './answer-outcome.ts';

import { scopeWith } from './scope.ts';

export const intrinsics: FuzzTarget<readonly [string, Json]> = {
  name: 'intrinsics',
  property: 'a text is a call or a QuerySyntaxError, and calling it answers JSON or a QueryFailure',
  input: fc.tuple(intrinsicText, hostileJson),
  cpuMsMax: 3_000,
  check([text, value]) {
    const call = refusing(() => compileIntrinsic(text), [QuerySyntaxError]);
    if (call === undefined) return 'refused';
    const result = refusing(() => call.evaluate(scopeWith(value)), [QueryFailure]);
    if (result === undefined) return 'failed';

    return answerOutcome(result);
  },
};
