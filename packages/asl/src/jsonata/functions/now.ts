import jsonata from 'jsonata';

import type { JsonataFunction } from './jsonata-function.ts';

const formatted = jsonata('$fromMillis($millis, $picture, $timezone)');

/** $now([picture[, timezone]]): the time of the turn as a timestamp. */
export const now: JsonataFunction = {
  signature: '<s?s?:s>',
  call(frame, [picture, timezone]) {
    if (picture === undefined && timezone === undefined) return new Date(frame.nowMs).toISOString();
    return formatted.evaluate(undefined, { millis: frame.nowMs, picture, timezone });
  },
};
