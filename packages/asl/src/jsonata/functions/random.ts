import { JavaRandom } from '../../query/java-random.ts';
import { FunctionRefusal, type JsonataFunction } from './jsonata-function.ts';

/** $random([seed]): a number in [0, 1); the same one for the same seed. */
export const random: JsonataFunction = {
  signature: '<n?:n>',
  call(frame, [seed]) {
    if (seed === undefined) return frame.port.random();
    const integer = Math.trunc(seed as number);
    if (!Number.isFinite(integer)) throw new FunctionRefusal('The seed must be a finite number');
    return new JavaRandom(BigInt.asIntN(64, BigInt(integer))).nextDouble();
  },
};
