import type { JsonataFunction } from './jsonata-function.ts';

/** $uuid(): a new version 4 UUID. */
export const uuid: JsonataFunction = {
  signature: '<:s>',
  call: (frame) => frame.port.uuid(),
};
