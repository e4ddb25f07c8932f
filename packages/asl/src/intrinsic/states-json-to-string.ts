import type { Json } from '@edgestep/shared';

import { jsonText } from '../query/json-text.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.JsonToString(value): its JSON text, without white space. */
export const statesJsonToString: IntrinsicFunction = {
  arity: [1, 1],
  call: ({ args }) => jsonText(args[0] as Json, 'States.IntrinsicFailure'),
};
