import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.UUID(): a new version 4 UUID. */
export const statesUuid: IntrinsicFunction = {
  arity: [0, 0],
  call: ({ port }) => port.uuid(),
};
