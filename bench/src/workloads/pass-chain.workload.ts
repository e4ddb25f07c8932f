import { memoryWorkload } from '../memory/memory-workload.ts';
import type { PlainRecorder } from '../memory/plain-recorder.ts';
import type { Json } from '@edgestep/shared';

const LENGTH = 100;
const NAMES = Array.from({ length: LENGTH }, (_, index) => `Pass${index}`);

/** The cheapest transition there is: a state that hands its input on. */
export const passChain = memoryWorkload({
  name: 'pass-chain',
  title: 'in memory, a chain of Pass states',
  operation: `An execution of ${LENGTH} Pass states without fields, from start to end.`,
  definition: {
    StartAt: 'Pass0',
    States: Object.fromEntries(
      NAMES.map((name, index) => {
        const next = NAMES[index + 1];
        return [name, { Type: 'Pass', ...(next === undefined ? { End: true } : { Next: next }) }];
      }),
    ),
  },
  input: { order: 7, zone: 'dallas', tags: ['a', 'b'] },
  transitions: LENGTH,
  plain,
});

function plain(recorder: PlainRecorder<unknown>, input: Json): void {
  for (let index = 0; index < LENGTH; index += 1) {
    const name = NAMES[index] ?? '';
    recorder.enter(name, 'Pass', input);
    recorder.exit(name, 'Pass', input, NAMES[index + 1]);
  }
  recorder.succeed(input);
}
