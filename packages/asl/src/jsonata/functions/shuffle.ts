import type { JsonataFunction } from './jsonata-function.ts';

/** $shuffle(array): in an order that the port's random numbers decide. */
export const shuffle: JsonataFunction = {
  signature: '<a:a>',
  call(frame, [array]) {
    if (!Array.isArray(array)) return undefined;
    const shuffled: unknown[] = [...array];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const chosen = Math.floor(frame.port.random() * (last + 1));
      [shuffled[last], shuffled[chosen]] = [shuffled[chosen], shuffled[last]];
    }
    return shuffled;
  },
};
