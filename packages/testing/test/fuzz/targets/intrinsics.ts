import { compileIntrinsic, QueryFailure, QuerySyntaxError } from '@edgestep/asl';
import type { Json } from '@edgestep/shared';
import fc from 'fast-check';

import { intrinsicText } from '../arbitraries/intrinsic-text.ts';
import { json } from '../arbitraries/json.ts';
import { refusing, type FuzzTarget } from '../fuzz-target.ts';
import { scopeWith } from './scope.ts';

export const intrinsics: FuzzTarget<readonly [string, Json]> = {
  name: 'intrinsics',
  property: 'a text is a call or a QuerySyntaxError, and calling it answers JSON or a QueryFailure',
  input: fc.tuple(intrinsicText, json),
  check([text, value]) {
    const call = refusing(() => compileIntrinsic(text), [QuerySyntaxError]);
    if (call === undefined) return;
    const result = refusing(() => call.evaluate(scopeWith(value)), [QueryFailure]);
    if (result !== undefined) JSON.stringify(result);
  },
};
