import type { JsonataFunction } from './jsonata-function.ts';

/** $millis(): the time of the turn in milliseconds since the epoch. */
export const millis: JsonataFunction = {
  signature: '<:n>',
  call: (frame) => frame.nowMs,
};
