import { ApiError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';
import type { ApiOperation } from './api-types.ts';
import { validateRequest } from './validate-request.ts';

const ROLE = 'arn:aws:iam::000000000000:role/r';

function refusal(operation: ApiOperation, body: unknown): string {
  try {
    validateRequest(operation, body);
  } catch (error) {
    if (error instanceof ApiError) return `${error.name}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

/** A message as one violation in AWS's words. */
function violated(value: string, constraint: string): string {
  return `ValidationException: 1 validation error detected: Value ${value} failed to satisfy constraint: ${constraint}`;
}

describe('a request that fits its shape', () => {
  it('arrives with the members that the model knows, and no others', () => {
    const body = JSON.parse('{"maxResults":5,"color":"red","__proto__":{"polluted":true}}') as unknown;
    const request = validateRequest('ListStateMachines', body);
    expect(request).toEqual({ maxResults: 5 });
    expect(Object.getPrototypeOf(request)).toBe(Object.prototype);
    expect('polluted' in request).toBe(false);
  });

  it('may have null for what is optional, as if it were absent', () => {
    expect(validateRequest('ListStateMachines', { maxResults: null, nextToken: null })).toEqual({});
  });

  it('has the fraction of a whole number cut off, as AWS does', () => {
    expect(validateRequest('ListStateMachines', { maxResults: 5.9 })).toEqual({ maxResults: 5 });
    expect(validateRequest('UpdateMapRun', { mapRunArn: 'a', toleratedFailurePercentage: 12.5 })).toEqual({
      mapRunArn: 'a',
      toleratedFailurePercentage: 12.5,
    });
  });

  it('keeps nested structures and lists', () => {
    const request = {
      name: 'live',
      routingConfiguration: [
        { stateMachineVersionArn: 'arn:1', weight: 70 },
        { stateMachineVersionArn: 'arn:2', weight: 30 },
      ],
    };
    expect(validateRequest('CreateStateMachineAlias', request)).toEqual(request);
  });
});

describe('a request that breaks a constraint is refused in the words that were recorded of AWS', () => {
  const ALIAS_PATTERN = String.raw`Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`;
  const route = (weight: number) => ({ stateMachineVersionArn: `arn:${weight}`, weight });

  it.each([
    [
      'ListExecutions',
      { stateMachineArn: 'a', maxResults: 1001 },
      violated("'1001' at 'maxResults'", 'Member must have value less than or equal to 1000'),
    ],
    [
      'ListExecutions',
      { stateMachineArn: 'a', nextToken: 'x'.repeat(3097) },
      violated(`'${'x'.repeat(3097)}' at 'nextToken'`, 'Member must have length less than or equal to 3096'),
    ],
    [
      'ListStateMachines',
      { nextToken: 'x'.repeat(1025) },
      violated(`'${'x'.repeat(1025)}' at 'nextToken'`, 'Member must have length less than or equal to 1024'),
    ],
    [
      'ListExecutions',
      { stateMachineArn: 'a', statusFilter: 'succeeded' },
      violated(
        "'succeeded' at 'statusFilter'",
        'Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]',
      ),
    ],
    [
      'CreateStateMachineAlias',
      { name: '123', routingConfiguration: [route(100)] },
      violated("'123' at 'name'", ALIAS_PATTERN),
    ],
    [
      'CreateStateMachineAlias',
      { name: 'A'.repeat(81), routingConfiguration: [route(100)] },
      violated(`'${'A'.repeat(81)}' at 'name'`, 'Member must have length less than or equal to 80'),
    ],
    [
      'CreateStateMachineAlias',
      { name: 'live', routingConfiguration: [route(50), route(30), route(20)] },
      violated(
        "'[RoutingConfigurationListItem(stateMachineVersionArn=arn:50, weight=50), " +
          'RoutingConfigurationListItem(stateMachineVersionArn=arn:30, weight=30), ' +
          "RoutingConfigurationListItem(stateMachineVersionArn=arn:20, weight=20)]' at 'routingConfiguration'",
        'Member must have length less than or equal to 2',
      ),
    ],
    [
      'CreateStateMachineAlias',
      { name: 'live', routingConfiguration: [route(101)] },
      violated(
        "'101' at 'routingConfiguration.1.member.weight'",
        'Member must have value less than or equal to 100',
      ),
    ],
    [
      'CreateActivity',
      { name: '' },
      violated("'' at 'name'", 'Member must have length greater than or equal to 1'),
    ],
  ] as const)('%s %#', (operation, body, expected) => {
    expect(refusal(operation, body)).toBe(expected);
  });

  it('names every violation, in the order of the model', () => {
    expect(refusal('CreateStateMachine', { name: '', type: 'FAST', roleArn: ROLE })).toBe(
      'ValidationException: 3 validation errors detected: ' +
        "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value at 'definition' failed to satisfy constraint: Member must not be null; " +
        "Value 'FAST' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, EXPRESS]",
    );
  });

  it('names what is missing as null', () => {
    expect(refusal('StartExecution', {})).toBe(
      violated("null at 'stateMachineArn'", 'Member must not be null'),
    );
  });

  it('never repeats what is secret: definitions, payloads, causes, task tokens', () => {
    const secret = 's3cret'.repeat(50_000);
    const refusals = [
      refusal('StartExecution', { stateMachineArn: 'a', input: secret }),
      refusal('SendTaskFailure', { taskToken: secret, cause: secret, error: secret }),
      refusal('TestState', { definition: secret.repeat(4), mock: { result: secret } }),
    ];
    expect(refusals[0]).toBe(violated("at 'input'", 'Member must have length less than or equal to 262144'));
    expect(refusals.join()).not.toContain('s3cret');
    expect(refusals.join()).toContain("Value at 'mock.result'");
  });

  it('gives the rules of a list of strings as a whole', () => {
    expect(refusal('UntagResource', { resourceArn: 'a', tagKeys: ['team', ''] })).toBe(
      violated(
        "'[team, ]' at 'tagKeys'",
        'Member must satisfy constraint: [Member must have length less than or equal to 128, ' +
          'Member must have length greater than or equal to 1]',
      ),
    );
  });

  it('counts the elements of a list from 1, and refuses null among them', () => {
    expect(refusal('TagResource', { resourceArn: 'a', tags: [{ key: 'a' }, null, { key: '' }] })).toBe(
      'ValidationException: 2 validation errors detected: ' +
        "Value null at 'tags.2.member' failed to satisfy constraint: Member must not be null; " +
        "Value '' at 'tags.3.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  });

  it('stops after ten', () => {
    const tags = Array.from({ length: 1000 }, () => ({ key: '' }));
    expect(refusal('TagResource', { resourceArn: 'a', tags })).toMatch(
      /^ValidationException: 10 validation errors detected: .*tags\.10\.member\.key[^;]*$/,
    );
  });
});

describe('a request of wrong JSON types is a SerializationException', () => {
  const cases: readonly (readonly [ApiOperation, unknown, string])[] = [
    ['CreateActivity', { name: 5 }, 'NUMBER_VALUE can not be converted to a String'],
    ['CreateActivity', { name: 5.5 }, 'DECIMAL_VALUE can not be converted to a String'],
    ['CreateActivity', { name: true }, 'TRUE_VALUE can not be converted to a String'],
    ['CreateActivity', { name: ['a'] }, 'Unrecognized collection type class java.lang.String'],
    ['CreateActivity', { name: {} }, 'Start of structure or map found where not expected.'],
    ['ListStateMachines', { maxResults: '5' }, 'STRING_VALUE can not be converted to an Integer'],
    ['ListStateMachines', { maxResults: 1e300 }, 'NUMBER_VALUE can not be converted to an Integer'],
    ['ListStateMachines', { maxResults: false }, 'FALSE_VALUE can not be converted to an Integer'],
    ['UpdateMapRun', { toleratedFailureCount: '1' }, 'STRING_VALUE can not be converted to a Long'],
    ['UpdateMapRun', { toleratedFailurePercentage: 'x' }, 'STRING_VALUE can not be converted to a Float'],
    ['GetExecutionHistory', { reverseOrder: 'true' }, 'STRING_VALUE can not be converted to a Boolean'],
    ['TagResource', { tags: 'a' }, 'Expected list or null'],
    ['TagResource', { tags: {} }, 'Start of structure or map found where not expected.'],
    ['TagResource', { tags: ['a'] }, 'Unexpected field type'],
    ['TagResource', { tags: [[]] }, 'Unrecognized collection type class Tag'],
    ['CreateActivity', [], 'Unrecognized collection type class CreateActivityInput'],
    ['CreateActivity', 'text', 'Unexpected field type'],
    ['CreateActivity', null, 'Unexpected field type'],
  ];

  it.each(cases)('%s %j', (operation, body, message) => {
    expect(refusal(operation, body)).toBe(`SerializationException: ${message}`);
  });

  it('even when it breaks constraints too: types come first', () => {
    expect(refusal('CreateStateMachine', { name: '', definition: 1 })).toMatch(/^SerializationException/);
  });
});
