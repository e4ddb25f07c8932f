import type { JsonObject } from '@edgestep/shared';

import { sleep } from '../backoff.ts';
import { isApiError } from './api-error.ts';
import type { Call } from './call.ts';
import type { CallOptions } from './client-options.ts';
import type { DescribeStateMachineOutput, StateMachineType } from './shapes/state-machine-shapes.ts';

export interface DeployInput {
  readonly name: string;
  /** The definition in the Amazon States Language, as JSON text or as an object. */
  readonly definition: string | JsonObject;
  /** STANDARD when it is left out. It cannot be changed later. */
  readonly type?: StateMachineType;
  /** Whom the executions act for; a role of the local account when it is left out. */
  readonly roleArn?: string;
}

export interface Deployment {
  readonly stateMachineArn: string;
  /** Absent for a state machine that was just created. */
  readonly revisionId?: string;
  readonly change: 'created' | 'updated' | 'unchanged';
}

const ROLE_DEFAULT = 'arn:aws:iam::000000000000:role/edgestep';
const DEPLOYED_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 50;

export async function deployStateMachine(
  call: Call,
  input: DeployInput,
  options: CallOptions,
): Promise<Deployment> {
  const wanted: Wanted = {
    name: input.name,
    definition: typeof input.definition === 'string' ? input.definition : JSON.stringify(input.definition),
    type: input.type ?? 'STANDARD',
    roleArn: input.roleArn ?? ROLE_DEFAULT,
  };
  const existing = await findByName(call, input.name, options);
  if (existing !== undefined) return bringTo(call, existing, wanted, options);
  try {
    const created = await call('CreateStateMachine', wanted, options);
    return { stateMachineArn: created.stateMachineArn, change: 'created' };
  } catch (error) {
    // Somebody else created it meanwhile, with another definition.
    const raced = isApiError(error, 'StateMachineAlreadyExists')
      ? await findByName(call, input.name, options)
      : undefined;
    if (raced === undefined) throw error;
    return bringTo(call, raced, wanted, options);
  }
}

interface Wanted {
  readonly name: string;
  readonly definition: string;
  readonly type: StateMachineType;
  readonly roleArn: string;
}

async function findByName(call: Call, name: string, options: CallOptions): Promise<string | undefined> {
  let nextToken: string | undefined;
  do {
    const page = await call('ListStateMachines', nextToken === undefined ? {} : { nextToken }, options);
    const found = page.stateMachines.find((machine) => machine.name === name);
    if (found !== undefined) return found.stateMachineArn;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return undefined;
}

async function bringTo(
  call: Call,
  stateMachineArn: string,
  wanted: Wanted,
  options: CallOptions,
): Promise<Deployment> {
  const current = await call('DescribeStateMachine', { stateMachineArn }, options);
  if (current.type !== wanted.type) {
    throw new TypeError(
      `${stateMachineArn} is of type ${current.type} and cannot become ${wanted.type}: delete it, or choose another name`,
    );
  }
  if (isSame(current, wanted)) {
    return { stateMachineArn, ...revision(current.revisionId), change: 'unchanged' };
  }
  const { definition, roleArn } = wanted;
  const updated = await call('UpdateStateMachine', { stateMachineArn, definition, roleArn }, options);
  return { stateMachineArn, ...revision(updated.revisionId), change: 'updated' };
}

function isSame(current: DescribeStateMachineOutput, wanted: Wanted): boolean {
  return current.definition === wanted.definition && current.roleArn === wanted.roleArn;
}

function revision(revisionId: string | undefined): { revisionId?: string } {
  return revisionId === undefined ? {} : { revisionId };
}

/** Looks until the state machine is there, in the revision that is asked for. */
export async function waitUntilDeployed(
  call: Call,
  stateMachineArn: string,
  revisionId: string | undefined,
  options: CallOptions,
): Promise<void> {
  const giveUpAt = options.signal === undefined ? Date.now() + DEPLOYED_WITHIN_MS : Infinity;
  for (;;) {
    const refusal = await lookFor(call, stateMachineArn, revisionId, options);
    if (refusal === undefined) return;
    if (Date.now() > giveUpAt) throw refusal;
    await sleep(LOOK_EVERY_MS, options.signal);
  }
}

async function lookFor(
  call: Call,
  stateMachineArn: string,
  revisionId: string | undefined,
  options: CallOptions,
): Promise<Error | undefined> {
  try {
    const described = await call('DescribeStateMachine', { stateMachineArn }, options);
    if (revisionId === undefined || described.revisionId === revisionId) return undefined;
    return new Error(`${stateMachineArn} is still at revision ${described.revisionId}, not ${revisionId}`);
  } catch (error) {
    if (isApiError(error, 'StateMachineDoesNotExist')) return error;
    throw error;
  }
}
