import { describe, expect, it } from 'vitest';

import { memoryRegistry, passDefinition, ROLE } from '../../test/memory-registry.ts';
import { createStateMachineAlias } from '../alias/create-state-machine-alias.ts';
import { publishStateMachineVersion } from '../version/publish-state-machine-version.ts';
import { createStateMachine } from './create-state-machine.ts';
import { deleteStateMachine, finishDeletion } from './delete-state-machine.ts';
import { describeStateMachine } from './describe-state-machine.ts';
import { listStateMachines } from './list-state-machines.ts';
import { resolveStateMachine } from './require-state-machine.ts';
import { updateStateMachine } from './update-state-machine.ts';

const create = { name: 'orders', definition: passDefinition('one'), roleArn: ROLE };
const ARN = 'arn:aws:states:dallas:000000000000:stateMachine:orders';
const LOG_GROUP = 'arn:aws:logs:dallas:000000000000:log-group:/states/orders';

describe('creating a state machine', () => {
  it('answers its ARN in the region of whoever answers', () => {
    const registry = memoryRegistry();
    expect(registry.do(createStateMachine, create).stateMachineArn).toBe(ARN);
  });

  it('again with the same content answers what the first call did; role and tags do not count', () => {
    const registry = memoryRegistry();
    const first = registry.do(createStateMachine, create);
    const again = registry.do(createStateMachine, {
      ...create,
      roleArn: `${ROLE}-2`,
      tags: [{ key: 'a', value: 'b' }],
    });
    expect(again).toEqual(first);
    expect(describeStateMachine(registry.view, { stateMachineArn: ARN }, registry.context()).roleArn).toBe(
      ROLE,
    );
  });

  it.each([
    ['another definition', { ...create, definition: passDefinition('two') }],
    ['another type', { ...create, type: 'EXPRESS' as const }],
    ['tracing', { ...create, tracingConfiguration: { enabled: true } }],
    ['a version', { ...create, publish: true }],
    [
      'a key of one’s own',
      { ...create, encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' as const, kmsKeyId: 'key' } },
    ],
  ])('again with %s is a conflict', (_what, request) => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, create);
    expect(() => registry.do(createStateMachine, request)).toThrow(
      expect.objectContaining({
        name: 'StateMachineAlreadyExists',
        message: `State Machine Already Exists: '${ARN}'`,
      }),
    );
  });

  it('with a version counts what the version is described as', () => {
    const registry = memoryRegistry();
    const first = registry.do(createStateMachine, { ...create, publish: true, versionDescription: 'one' });
    const again = { ...create, publish: true, versionDescription: 'one' };
    expect(registry.do(createStateMachine, again)).toEqual(first);
    expect(() => registry.do(createStateMachine, { ...again, versionDescription: 'two' })).toThrow(
      expect.objectContaining({ name: 'StateMachineAlreadyExists' }),
    );
  });

  it('with what is no role is refused', () => {
    expect(() => memoryRegistry().do(createStateMachine, { ...create, roleArn: 'me' })).toThrow(
      expect.objectContaining({ name: 'InvalidArn', message: "Invalid Role Arn: 'me'" }),
    );
  });

  it.each([
    [{ type: 'CUSTOMER_MANAGED_KMS_KEY' as const }, 'Must set a valid kmsKeyId.'],
    [
      { type: 'AWS_OWNED_KEY' as const, kmsKeyId: 'key' },
      'Custom kmsKeyId is not allowed when selecting AWS_OWNED_KEY.',
    ],
    [
      { type: 'AWS_OWNED_KEY' as const, kmsDataKeyReusePeriodSeconds: 60 },
      'Custom kmsDataKeyReusePeriodSeconds is not allowed when selecting AWS_OWNED_KEY.',
    ],
  ])('refuses the encryption configuration %j', (encryptionConfiguration, reason) => {
    const registry = memoryRegistry();
    expect(() => registry.do(createStateMachine, { ...create, encryptionConfiguration })).toThrow(
      expect.objectContaining({
        name: 'InvalidEncryptionConfiguration',
        message: `Invalid Encryption Configuration: ${reason}`,
      }),
    );
  });

  it('shows nothing of the definition to who asks for metadata alone', () => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, create);
    const shown = describeStateMachine(
      registry.view,
      { stateMachineArn: ARN, includedData: 'METADATA_ONLY' },
      registry.context(),
    );
    expect(shown).toMatchObject({ name: 'orders', roleArn: ROLE, definition: '{}' });
    expect(shown.variableReferences).toBeUndefined();
  });

  it.each(['', 'with space', 'a:b', 'a/b', 'a*', 'x'.repeat(81), 'tab\there', 'nul\u0000'])(
    'refuses the name %j',
    (name) => {
      const registry = memoryRegistry();
      expect(() => registry.do(createStateMachine, { ...create, name })).toThrow(
        expect.objectContaining({ name: 'InvalidName' }),
      );
    },
  );

  it('refuses a definition that is none, and stores nothing', () => {
    const registry = memoryRegistry();
    expect(() => registry.do(createStateMachine, { ...create, definition: '{"StartAt":"A"}' })).toThrow(
      expect.objectContaining({
        name: 'InvalidDefinition',
        message: expect.stringContaining('SCHEMA_VALIDATION_FAILED'),
      }),
    );
    expect([...registry.view.stateMachines()]).toEqual([]);
  });

  it.each([
    [{ level: 'ALL' }, 'Must specify exactly one Log Destination.'],
    [{ level: 'FATAL', destinations: [] }, 'Must specify exactly one Log Destination.'],
    [{ level: 'OFF', destinations: [{}, {}] }, 'Must specify exactly one Log Destination.'],
    [{ level: 'ALL', destinations: [{}] }, 'Must set valid CloudWatch Log Group ARN.'],
    [
      { level: 'ERROR', destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:s3:::logs:*' } }] },
      'Provided ARN is not CloudWatch Logs Log Group ARN.',
    ],
    [
      { level: 'ALL', destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: LOG_GROUP } }] },
      "Log Group ARN must be provided with '*' qualifier.",
    ],
  ])('refuses the logging configuration %j', (loggingConfiguration, reason) => {
    const registry = memoryRegistry();
    expect(() =>
      registry.do(createStateMachine, { ...create, loggingConfiguration } as typeof create),
    ).toThrow(
      expect.objectContaining({
        name: 'InvalidLoggingConfiguration',
        message: `Invalid Logging Configuration: ${reason}`,
      }),
    );
  });

  it.each(['ALL', 'OFF'])('takes a log group with all its streams, at the level %s', (level) => {
    const registry = memoryRegistry();
    const destinations = [{ cloudWatchLogsLogGroup: { logGroupArn: `${LOG_GROUP}:*` } }];
    const loggingConfiguration = { level, destinations };
    registry.do(createStateMachine, { ...create, loggingConfiguration } as typeof create);
    const described = describeStateMachine(registry.view, { stateMachineArn: ARN }, registry.context());
    expect(described.loggingConfiguration).toEqual({ ...loggingConfiguration, includeExecutionData: false });
  });
});

describe('updating a state machine', () => {
  it('makes a revision whose id the API shows; the first one it does not show', () => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, create);
    const shown = () => describeStateMachine(registry.view, { stateMachineArn: ARN }, registry.context());
    expect(shown().revisionId).toBeUndefined();
    const { revisionId } = registry.do(updateStateMachine, {
      stateMachineArn: ARN,
      definition: passDefinition('two'),
    });
    expect(revisionId).toBeDefined();
    expect(shown()).toMatchObject({ revisionId, definition: passDefinition('two') });
  });

  it('that changes nothing makes none', () => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, create);
    const update = { stateMachineArn: ARN, definition: passDefinition('two') };
    const first = registry.do(updateStateMachine, update);
    expect(registry.do(updateStateMachine, update).revisionId).toBe(first.revisionId);
  });

  it('keeps the old revision, which open executions run', () => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, create);
    const before = resolveStateMachine(registry.view, ARN, 0).revision;
    registry.do(updateStateMachine, { stateMachineArn: ARN, definition: passDefinition('two') });
    registry.do(deleteStateMachine, { stateMachineArn: ARN });
    expect(registry.view.revision(before.revisionId)).toEqual(before);
  });

  it('describes a version only where it publishes one', () => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, create);
    const update = { stateMachineArn: ARN, definition: passDefinition('two'), versionDescription: 'two' };
    expect(() => registry.do(updateStateMachine, update)).toThrow(
      expect.objectContaining({ name: 'ValidationException' }),
    );
    const { stateMachineVersionArn } = registry.do(updateStateMachine, { ...update, publish: true });
    expect(stateMachineVersionArn).toBe(`${ARN}:1`);
  });

  it.each([{}, { publish: true }])('with nothing to change is refused: %j', (nothing) => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, create);
    expect(() => registry.do(updateStateMachine, { stateMachineArn: ARN, ...nothing })).toThrow(
      expect.objectContaining({ name: 'MissingRequiredParameter' }),
    );
  });

  it('with what is no role is refused', () => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, create);
    expect(() => registry.do(updateStateMachine, { stateMachineArn: ARN, roleArn: 'me' })).toThrow(
      expect.objectContaining({ name: 'InvalidArn', message: "Invalid Role Arn: 'me'" }),
    );
  });

  it('of a version is refused: versions never change', () => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, { ...create, publish: true });
    expect(() =>
      registry.do(updateStateMachine, { stateMachineArn: `${ARN}:1`, definition: passDefinition('two') }),
    ).toThrow(expect.objectContaining({ name: 'StateMachineDoesNotExist' }));
  });
});

describe('deleting a state machine', () => {
  const deleted = () => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, { ...create, publish: true });
    const routingConfiguration = [{ stateMachineVersionArn: `${ARN}:1`, weight: 100 }];
    registry.do(createStateMachineAlias, { name: 'prod', routingConfiguration });
    registry.do(deleteStateMachine, { stateMachineArn: ARN });
    return registry;
  };

  it('takes its versions and aliases along at once, and goes on until no execution is open', () => {
    const { view, context } = deleted();
    const described = describeStateMachine(view, { stateMachineArn: ARN }, context());
    expect(described.status).toBe('DELETING');
    const gone = expect.objectContaining({ name: 'StateMachineDoesNotExist' });
    expect(() => resolveStateMachine(view, `${ARN}:1`, 0)).toThrow(gone);
    expect(() => resolveStateMachine(view, `${ARN}:prod`, 0)).toThrow(gone);
  });

  it('refuses changes meanwhile', () => {
    const registry = deleted();
    const deleting = expect.objectContaining({ name: 'StateMachineDeleting' });
    expect(() => registry.do(createStateMachine, create)).toThrow(deleting);
    expect(() =>
      registry.do(updateStateMachine, { stateMachineArn: ARN, definition: passDefinition('2') }),
    ).toThrow(deleting);
    expect(() => registry.do(publishStateMachineVersion, { stateMachineArn: ARN })).toThrow(deleting);
  });

  it('ends with the state machine gone, its name free', () => {
    const registry = deleted();
    registry.do((view, _request: object) => finishDeletion(view, 'orders'), {});
    expect(registry.view.stateMachine('orders')).toBeUndefined();
    expect(registry.do(createStateMachine, create).stateMachineArn).toBe(ARN);
    // Nothing in deletion: nothing to finish.
    registry.do((view, _request: object) => finishDeletion(view, 'orders'), {});
    expect(registry.view.stateMachine('orders')).toBeDefined();
  });

  it('of Express type waits for nothing', () => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, { ...create, type: 'EXPRESS' });
    registry.do(deleteStateMachine, { stateMachineArn: ARN });
    expect(registry.view.stateMachine('orders')).toBeUndefined();
  });

  it('is no error when it is not there', () => {
    const registry = memoryRegistry();
    expect(registry.do(deleteStateMachine, { stateMachineArn: ARN })).toEqual({});
  });

  it.each([
    ['orders', 'InvalidArn'],
    ['arn:aws:states:dallas:000000000000:activity:orders', 'InvalidArn'],
  ])('refuses the ARN %j', (stateMachineArn, name) => {
    const registry = memoryRegistry();
    expect(() => registry.do(deleteStateMachine, { stateMachineArn })).toThrow(
      expect.objectContaining({ name }),
    );
  });
});

describe('listing state machines', () => {
  it('goes page by page, the oldest first, without gap or repetition', () => {
    const registry = memoryRegistry();
    const names = ['c', 'a', 'd', 'b', 'e'];
    for (const name of names) registry.do(createStateMachine, { ...create, name });
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const request = { maxResults: 2, ...(nextToken === undefined ? {} : { nextToken }) };
      const answer = listStateMachines(registry.view, request, registry.context());
      seen.push(...answer.stateMachines.map(({ name }) => name));
      nextToken = answer.nextToken;
    } while (nextToken !== undefined);
    expect(seen).toEqual(names);
  });

  it.each(['garbage', '%%%', btoa('aliases 2')])('refuses the token %j', (nextToken) => {
    const registry = memoryRegistry();
    expect(() => listStateMachines(registry.view, { nextToken }, registry.context())).toThrow(
      expect.objectContaining({ name: 'InvalidToken' }),
    );
  });
});

describe('the ARN with the label of a Map', () => {
  const each = {
    Type: 'Map',
    Label: 'each',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      StartAt: 'One',
      States: { One: { Type: 'Pass', End: true } },
    },
    End: true,
  };
  const definition = JSON.stringify({ StartAt: 'Each', States: { Each: each } });

  it('describes the state machine that the Map stands in, and answers with the label', () => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, { ...create, definition });
    const describe = (arn: string) =>
      describeStateMachine(registry.view, { stateMachineArn: arn }, registry.context());
    expect(describe(`${ARN}/each`)).toEqual({
      ...describe(ARN),
      stateMachineArn: `${ARN}/each`,
      label: 'each',
    });
  });

  it.each(['/other', '/each:1', '/'])('does not exist when no Map has it: %s', (suffix) => {
    const registry = memoryRegistry();
    registry.do(createStateMachine, { ...create, definition, publish: true });
    const request = { stateMachineArn: `${ARN}${suffix}` };
    expect(() => describeStateMachine(registry.view, request, registry.context())).toThrow(
      expect.objectContaining({ name: 'StateMachineDoesNotExist' }),
    );
  });

  it.each([`${ARN}/each`, `${ARN}/each:1`])(
    '%s is none of the state machine: nothing is done to it',
    (arn) => {
      const registry = memoryRegistry();
      registry.do(createStateMachine, { ...create, publish: true });
      const refused = expect.objectContaining({ name: 'ValidationException' });
      expect(() => registry.do(deleteStateMachine, { stateMachineArn: arn })).toThrow(refused);
      const update = { stateMachineArn: arn, definition: passDefinition('two') };
      expect(() => registry.do(updateStateMachine, update)).toThrow(refused);
      expect(() => resolveStateMachine(registry.view, arn, 0)).toThrow(refused);
      expect(describeStateMachine(registry.view, { stateMachineArn: ARN }, registry.context()).status).toBe(
        'ACTIVE',
      );
    },
  );
});
