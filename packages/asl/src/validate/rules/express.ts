import { blocksWithin } from '../../definition/blocks-of.ts';
import type { MapState } from '../../definition/map-state.ts';
import type { StatesBlock } from '../../definition/states-block.ts';
import type { TaskState } from '../../definition/task-state.ts';
import type { DiagnosticCollector } from '../diagnostic-collector.ts';
import type { Rule } from '../rule.ts';

/** An Express state machine waits for nobody, and starts no distributed Map. So do Express children of one. */
export const checkExpress: Rule = (definition, findings, { type }) => {
  checkBlock(definition, type === 'EXPRESS', findings);
};

function checkBlock(block: StatesBlock, isExpress: boolean, findings: DiagnosticCollector): void {
  for (const state of block.states.values()) {
    if (isExpress && state.type === 'Task') checkTask(state, findings);
    if (isExpress && state.type === 'Map') checkMap(state, findings);
    for (const within of blocksWithin(state))
      checkBlock(within, isExpressWithin(within, isExpress), findings);
  }
}

function isExpressWithin(block: StatesBlock, isExpress: boolean): boolean {
  return 'executionType' in block && block.executionType !== undefined
    ? block.executionType === 'EXPRESS'
    : isExpress;
}

function checkTask({ resource, location }: TaskState, findings: DiagnosticCollector): void {
  const pattern = waitingPattern.exec(resource)?.[1];
  const refusal = activityPattern.test(resource)
    ? 'Express state machine does not support Activity ARN'
    : pattern === undefined
      ? undefined
      : // The space at the end is AWS's own.
        `Express state machine does not support '${pattern}' service integration `;
  if (refusal === undefined) return;
  findings.add({ code: 'SCHEMA_VALIDATION_FAILED', message: refusal, location: `${location}/Resource` });
}

function checkMap({ itemProcessor }: MapState, findings: DiagnosticCollector): void {
  if (itemProcessor.mode !== 'DISTRIBUTED') return;
  findings.add({
    code: 'SCHEMA_VALIDATION_FAILED',
    message: "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
    location: `${itemProcessor.location}/ProcessorConfig/Mode`,
  });
}

const waitingPattern = /(\.waitForTaskToken|\.sync)(?::\d+)?$/;
const activityPattern = /^arn:[^:]+:states:[^:]*:[^:]*:activity:/;
