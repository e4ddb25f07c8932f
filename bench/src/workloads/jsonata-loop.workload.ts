import { COUNTING_LOOP, LOOP_OPERATION } from '../memory/counting-loop.ts';
import { memoryWorkload } from '../memory/memory-workload.ts';

/** The same loop in JSONata, whose evaluation is asynchronous. */
export const jsonataLoop = memoryWorkload({
  ...COUNTING_LOOP,
  name: 'jsonata-loop',
  title: 'in memory, JSONata',
  operation: `${LOOP_OPERATION} On JSONata: a condition, and an object of three expressions.`,
  definition: {
    QueryLanguage: 'JSONata',
    StartAt: 'IsDone',
    States: {
      IsDone: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.count >= $states.input.limit %}', Next: 'Done' }],
        Default: 'Count',
      },
      Count: {
        Type: 'Pass',
        Output: {
          count: '{% $states.input.count + 1 %}',
          limit: '{% $states.input.limit %}',
          label: '{% $states.input.label %}',
        },
        Next: 'IsDone',
      },
      Done: { Type: 'Succeed' },
    },
  },
});
