import type { Json } from '@edgestep/shared';

import type { EvaluationPort } from '../query/scope.ts';

/** One call of an intrinsic function, its arguments evaluated. */
interface IntrinsicCall {
  readonly args: readonly Json[];
  readonly port: EvaluationPort;
  /** The first argument, where it is a literal, split at each `{}` that is not escaped. */
  readonly literalTemplate: readonly string[] | undefined;
}

/** An intrinsic function of the States Language. */
export interface IntrinsicFunction {
  /** The fewest and the most arguments that it takes. */
  readonly arity: readonly [number, number];
  /** Throws IntrinsicRefusal when it can't take the arguments, and nothing else. */
  call(call: IntrinsicCall): Json;
}

/** Why a function refuses its arguments. The evaluation turns it into a QueryFailure that names the call. */
export class IntrinsicRefusal extends Error {
  override readonly name = 'IntrinsicRefusal';
}
