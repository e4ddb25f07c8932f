import type { TaskTarget } from '@edgestep/shared';
import { readFile } from 'node:fs/promises';

import type { AnswerShape, ServiceShapes } from './api-shapes.ts';

type ServiceTarget = Extract<TaskTarget, { readonly family: 'service' }>;

/** The optimized integrations that are not named as the SDK names their service. */
const SERVICE_OF_INTEGRATION: Readonly<Record<string, string>> = {
  'emr-containers': 'emrcontainers',
  'emr-serverless': 'emrserverless',
  elasticmapreduce: 'emr',
  events: 'eventbridge',
  states: 'sfn',
};

/** Answers that an optimized integration reads for the state: what was text in the API is JSON in the result. */
const FREE_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  'bedrock:invokeModel': ['Body', 'ContentType'],
  'lambda:invoke': ['Payload'],
};

/** What an integration that waits for a job answers in the end, where that is the answer of another operation. */
const ANSWER_OF_JOB: Readonly<Record<string, string>> = {
  'states:startExecution.sync': 'describeExecution',
  'states:startExecution.sync:2': 'describeExecution',
};

/** So many services' shapes are kept once they were asked for: all that there are. */
const loaded = new Map<string, Promise<ServiceShapes | undefined>>();

/**
 * What the operation that a task calls answers; undefined when it is not known here: a function's or an activity's
 * result is its own, and so is that of a callback, and of most jobs that are waited for.
 */
export async function loadAnswerShape(target: TaskTarget): Promise<AnswerShape | undefined> {
  if (target.family !== 'service') return undefined;
  const { service } = target;
  const action = answeringAction(target);
  if (action === undefined) return undefined;
  const free = FREE_MEMBERS[`${service}:${action}`] ?? [];
  const shapes = await shapesOf(fileOf(service, action));
  if (shapes === undefined || !Object.hasOwn(shapes.operations, action)) return undefined;
  return { root: shapes.operations[action] ?? '', shapes: shapes.shapes, free };
}

function answeringAction({ service, action, pattern }: ServiceTarget): string | undefined {
  return pattern === 'request-response' ? action : ANSWER_OF_JOB[`${service}:${action}`];
}

function fileOf(service: string, action: string): string {
  if (service.startsWith('aws-sdk:')) return service.slice('aws-sdk:'.length).toLowerCase();
  if (service === 'bedrock' && action === 'invokeModel') return 'bedrockruntime';
  return SERVICE_OF_INTEGRATION[service] ?? service;
}

async function shapesOf(file: string): Promise<ServiceShapes | undefined> {
  // A definition names the service: what is no name of a file here must not become a path.
  if (!/^[a-z0-9]{1,40}$/.test(file)) return undefined;
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const loading = load(file);
  if ((await loading) !== undefined) loaded.set(file, loading);
  return loading;
}

async function load(file: string): Promise<ServiceShapes | undefined> {
  try {
    return JSON.parse(
      await readFile(new URL(`../../data/${file}.json`, import.meta.url), 'utf8'),
    ) as ServiceShapes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
