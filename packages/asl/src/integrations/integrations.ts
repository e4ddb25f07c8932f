import type { TaskPattern } from '@edgestep/shared';

import type { Integration, IntegrationAction } from './integration.ts';

type Actions = Readonly<Record<string, readonly string[] | IntegrationAction>>;

const answer: readonly TaskPattern[] = ['request-response'];
const callback: readonly TaskPattern[] = [...answer, 'wait-for-task-token'];
const job: readonly TaskPattern[] = [...answer, 'sync'];

/**
 * The optimised integrations of Step Functions (developer guide, "Integrating optimized services": the table says
 * which pattern each one has) and those of a zone, by service. An action stands here with the fields that AWS asks
 * for when a state machine is created. What can be refused by this table can't work: where that is not known for
 * sure, it is left to the call.
 */
const integrations: Readonly<Record<string, Integration>> = {
  apigateway: whole(callback, { invoke: [] }),
  athena: open(job),
  batch: open(job),
  bedrock: open([...job, ...callback]),
  'bedrock-agentcore': open(answer),
  codebuild: open(job),
  databrew: open(job),
  dynamodb: whole(answer, {
    getItem: ['TableName', 'Key'],
    putItem: ['TableName', 'Item'],
    updateItem: ['TableName', 'Key'],
    deleteItem: ['TableName', 'Key'],
  }),
  ecs: open([...job, ...callback], { runTask: ['TaskDefinition'] }),
  eks: open([...job, ...callback]),
  elasticmapreduce: open(job),
  'emr-containers': open(job),
  'emr-serverless': open(job),
  events: whole(callback, { putEvents: ['Entries'] }),
  glue: open(job, { startJobRun: ['JobName'] }),
  http: whole(callback, { invoke: [] }),
  lambda: whole(callback, {
    invoke: {
      required: ['FunctionName'],
      fields: [
        'ClientContext',
        'DurableExecutionName',
        'FunctionName',
        'InvocationType',
        'LogType',
        'Payload',
        'Qualifier',
        'TenantId',
      ],
    },
  }),
  mediaconvert: open(job),
  nats: whole(callback, { publish: ['Subject'], request: ['Subject'] }),
  sagemaker: open(job),
  sns: open(callback, { publish: ['Message'] }),
  sqs: open(callback, { sendMessage: ['QueueUrl', 'MessageBody'] }),
  states: whole([...job, ...callback, 'sync:2'], {
    startExecution: {
      required: ['StateMachineArn'],
      fields: ['Input', 'Name', 'StateMachineArn', 'TraceHeader'],
    },
  }),
};

/** Every operation of every service that AWS has. */
const sdkIntegration = open(callback);

/** The integration behind a service's name, if there is one. */
export function integrationOf(service: string): Integration | undefined {
  if (service.startsWith('aws-sdk:')) return sdkIntegration;
  return Object.hasOwn(integrations, service) ? integrations[service] : undefined;
}

/** An integration that has these actions and no others. */
function whole(patterns: readonly TaskPattern[], actions: Actions): Integration {
  return { patterns: new Set(patterns), actions: described(actions), isWhole: true };
}

/** An integration that has these actions among others. */
function open(patterns: readonly TaskPattern[], actions: Actions = {}): Integration {
  return { patterns: new Set(patterns), actions: described(actions), isWhole: false };
}

function described(actions: Actions): Integration['actions'] {
  return Object.fromEntries(
    Object.entries(actions).map(([name, action]) => [
      name,
      'required' in action ? action : { required: action },
    ]),
  );
}
