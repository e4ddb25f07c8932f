import { COUNTING_LOOP, LOOP_OPERATION } from '../memory/counting-loop.ts';
import { memoryWorkload } from '../memory/memory-workload.ts';

/** JSONPath at work: a comparison of two paths, a template of paths and an intrinsic. */
export const choiceLoop = memoryWorkload({
  ...COUNTING_LOOP,
  name: 'choice-loop',
  title: 'in memory, Choice + JSONPath + intrinsic',
  operation: `${LOOP_OPERATION} On JSONPath, with States.MathAdd.`,
  definition: {
    StartAt: 'IsDone',
    States: {
      IsDone: {
        Type: 'Choice',
        Choices: [{ Variable: '$.count', NumericGreaterThanEqualsPath: '$.limit', Next: 'Done' }],
        Default: 'Count',
      },
      Count: {
        Type: 'Pass',
        Parameters: { 'count.$': 'States.MathAdd($.count, 1)', 'limit.$': '$.limit', 'label.$': '$.label' },
        Next: 'IsDone',
      },
      Done: { Type: 'Succeed' },
    },
  },
});
