import type { TaskDispatcher } from '@edgestep/engine';
import { createFunctionClient } from '@edgestep/gateway';
import { ActivityOffers, ActivityPollers, FunctionCaller } from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';

import type { NodeConfig } from '../config/node-config.ts';
import { activityTask } from '../dispatch/activity-task.ts';
import { createBus } from '../dispatch/bus.ts';
import { createCallWorker } from '../dispatch/call-worker.ts';
import { createFunctionCaller } from '../dispatch/function-caller.ts';
import { functionTask } from '../dispatch/function-task.ts';
import { lambdaInvokeTask } from '../dispatch/lambda-invoke-task.ts';
import { natsPublishTask, natsRequestTask } from '../dispatch/nats-task.ts';
import { createPerformerOf } from '../dispatch/performer-of.ts';
import { sfnSdkTask, type ApiCaller } from '../dispatch/sfn-sdk-task.ts';
import { startExecutionTask, type NestedExecutions } from '../dispatch/start-execution-task.ts';
import { createTaskDispatcher } from '../dispatch/task-dispatcher.ts';
import type { ZoneLink } from './zone-link.ts';

/** Who hands tasks out, and where activities are polled for. */
export interface TaskWork {
  readonly dispatcher: TaskDispatcher;
  readonly activities: ActivityPollers;
}

/** Everything that a task of this zone can call. */
export async function composeTaskWork(
  config: NodeConfig,
  link: ZoneLink,
  ours: { readonly nested: NestedExecutions; readonly callApi: ApiCaller },
  log: Logger,
  stack: AsyncDisposableStack,
): Promise<TaskWork> {
  const offers = stack.use(new ActivityOffers(link.connection, (message) => log.warn({}, message)));
  const activities = stack.use(new ActivityPollers(link.connection));
  const workers = stack.use(new FunctionCaller(link.connection, (message) => log.warn({}, message)));
  const endpoint =
    config.functionsUrl === undefined
      ? undefined
      : stack.use(await createFunctionClient(config.functionsUrl));
  const call = createFunctionCaller(createCallWorker(workers), endpoint);
  const tokenOf = link.tokens.seal;
  const bus = createBus(link.connection);
  const performerOf = createPerformerOf({
    function: functionTask(call, tokenOf),
    activity: activityTask(offers, tokenOf),
    'lambda:invoke': lambdaInvokeTask(call, tokenOf),
    'states:startExecution': startExecutionTask(ours.nested),
    'nats:publish': natsPublishTask(bus),
    'nats:request': natsRequestTask(bus),
    'aws-sdk:sfn': sfnSdkTask(ours.callApi),
  });
  return { dispatcher: createTaskDispatcher(performerOf, log), activities };
}
