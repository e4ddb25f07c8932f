/**
 * The state machines that run while processes die. Each task is given a key of its own, made of the execution's ARN and
 * the place in it, and its worker writes down every time that it did the work for a key.
 */
export type MachineName = keyof typeof MACHINES;

const FUNCTION = 'arn:aws:lambda:local:000000000000:function:';

/** `arn#place`: what the ledger of the workers knows a task by. */
function keyed(place: string, ...contextPaths: readonly string[]) {
  return {
    'key.$': `States.Format('{}#${place}', $$.Execution.Id${contextPaths.map((path) => `, ${path}`).join('')})`,
  };
}

function apply(place: string, then: { readonly Next: string } | { readonly End: true }) {
  const ResultPath = `$.${place}`;
  return { Type: 'Task', Resource: `${FUNCTION}apply`, Parameters: keyed(place), ResultPath, ...then };
}

/** Three tasks, one after the other, without a Retry: none may fail. */
const chain = {
  StartAt: 'reserve',
  States: {
    reserve: apply('reserve', { Next: 'charge' }),
    charge: apply('charge', { Next: 'ship' }),
    ship: apply('ship', { End: true }),
  },
};

/** Waits, and waits for somebody to say yes. */
const approval = {
  StartAt: 'prepare',
  States: {
    prepare: apply('prepare', { Next: 'pause' }),
    pause: { Type: 'Wait', SecondsPath: '$.waitSeconds', Next: 'approve' },
    approve: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        FunctionName: 'request',
        Payload: { ...keyed('approve'), 'token.$': '$$.Task.Token' },
      },
      ResultPath: '$.approve',
      Next: 'finish',
    },
    finish: apply('finish', { End: true }),
  },
};

/** Branches beside each other, then items beside each other. */
const fan = {
  StartAt: 'branches',
  States: {
    branches: {
      Type: 'Parallel',
      Branches: ['left', 'right'].map((side) => ({
        StartAt: side,
        States: { [side]: apply(side, { End: true }) },
      })),
      ResultPath: '$.branches',
      Next: 'items',
    },
    items: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: keyed('item-{}', '$$.Map.Item.Index'),
      ItemProcessor: {
        StartAt: 'item',
        States: { item: { Type: 'Task', Resource: `${FUNCTION}apply`, End: true } },
      },
      ResultPath: '$.applied',
      End: true,
    },
  },
};

/** Fails at first and succeeds when tried again; fails for good and is caught. */
const flaky = {
  StartAt: 'twice',
  States: {
    twice: {
      Type: 'Task',
      Resource: `${FUNCTION}flaky`,
      Parameters: { ...keyed('try-{}', '$$.State.RetryCount'), 'tries.$': '$$.State.RetryCount' },
      Retry: [{ ErrorEquals: ['Flaky'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 1 }],
      ResultPath: '$.twice',
      Next: 'doomed',
    },
    doomed: {
      Type: 'Task',
      Resource: `${FUNCTION}doomed`,
      Parameters: keyed('doomed'),
      Catch: [{ ErrorEquals: ['Doomed'], ResultPath: '$.caught', Next: 'after' }],
      End: true,
    },
    after: apply('after', { End: true }),
  },
};

/** Starts another execution and waits for its end. */
const nested = {
  StartAt: 'child',
  States: {
    child: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: {
        'StateMachineArn.$': "States.Format('{}', $.childMachine)",
        Input: { waitSeconds: 1, items: [0] },
      },
      ResultPath: '$.child',
      Next: 'settle',
    },
    settle: apply('settle', { End: true }),
  },
};

/** Every item is an execution of its own. */
const distributed = {
  StartAt: 'items',
  States: {
    items: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: keyed('child-{}', '$$.Map.Item.Index'),
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'item',
        States: { item: { Type: 'Task', Resource: `${FUNCTION}apply`, End: true } },
      },
      ResultPath: '$.applied',
      End: true,
    },
  },
};

export const MACHINES = { chain, approval, fan, flaky, nested, distributed };

/** How often each is started. */
export const MACHINE_WEIGHTS: Readonly<Record<MachineName, number>> = {
  chain: 5,
  approval: 4,
  fan: 3,
  flaky: 2,
  nested: 2,
  distributed: 1,
};

/** How often the work of each machine is to be done by a successful execution of it; `nested` counts without its child. */
export const TASKS_OF: Readonly<Record<MachineName, number>> = {
  chain: 3,
  approval: 3,
  fan: 5,
  flaky: 4,
  nested: 1,
  distributed: 3,
};
