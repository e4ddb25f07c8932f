import { describe, expect, it } from 'vitest';

import { memoryRegistry, passDefinition, ROLE } from '../../test/memory-registry.ts';
import { createStateMachine } from '../state-machine/create-state-machine.ts';
import { resolveStateMachine } from '../state-machine/require-state-machine.ts';
import { updateStateMachine } from '../state-machine/update-state-machine.ts';
import { deleteStateMachineVersion } from '../version/delete-state-machine-version.ts';
import { listStateMachineVersions } from '../version/list-state-machine-versions.ts';
import { publishStateMachineVersion } from '../version/publish-state-machine-version.ts';
import { createStateMachineAlias } from './create-state-machine-alias.ts';
import { describeStateMachineAlias } from './describe-state-machine-alias.ts';
import { listStateMachineAliases } from './list-state-machine-aliases.ts';
import { updateStateMachineAlias } from './update-state-machine-alias.ts';

const ARN = 'arn:aws:states:dallas:000000000000:stateMachine:orders';
const route = (version: number, weight: number) => ({ stateMachineVersionArn: `${ARN}:${version}`, weight });

/** A state machine with versions 1 and 2. */
function twoVersions() {
  const registry = memoryRegistry();
  registry.do(createStateMachine, {
    name: 'orders',
    definition: passDefinition('1'),
    roleArn: ROLE,
    publish: true,
  });
  registry.do(updateStateMachine, { stateMachineArn: ARN, definition: passDefinition('2'), publish: true });
  return registry;
}

describe('publishing a version', () => {
  it('is idempotent while nothing changes', () => {
    const registry = twoVersions();
    const again = registry.do(publishStateMachineVersion, { stateMachineArn: ARN });
    expect(again.stateMachineVersionArn).toBe(`${ARN}:2`);
  });

  it('of another revision than the current one is a conflict', () => {
    const registry = twoVersions();
    expect(() =>
      registry.do(publishStateMachineVersion, { stateMachineArn: ARN, revisionId: 'INITIAL' }),
    ).toThrow(expect.objectContaining({ name: 'ConflictException' }));
  });

  it('never gives a number twice', () => {
    const registry = twoVersions();
    registry.do(deleteStateMachineVersion, { stateMachineVersionArn: `${ARN}:2` });
    const { stateMachineVersionArn } = registry.do(publishStateMachineVersion, { stateMachineArn: ARN });
    expect(stateMachineVersionArn).toBe(`${ARN}:3`);
    const { stateMachineVersions } = listStateMachineVersions(
      registry.view,
      { stateMachineArn: ARN },
      registry.context(),
    );
    expect(stateMachineVersions.map((version) => version.stateMachineVersionArn)).toEqual([
      `${ARN}:3`,
      `${ARN}:1`,
    ]);
  });
});

describe('an alias', () => {
  it('divides starts by weight', () => {
    const registry = twoVersions();
    registry.do(createStateMachineAlias, {
      name: 'prod',
      routingConfiguration: [route(1, 30), route(2, 70)],
    });
    const at = (random: number) => resolveStateMachine(registry.view, `${ARN}:prod`, random).version;
    expect([at(0), at(0.299), at(0.3), at(0.999)]).toEqual([1, 1, 2, 2]);
  });

  it('can be led elsewhere', () => {
    const registry = twoVersions();
    registry.do(createStateMachineAlias, { name: 'prod', routingConfiguration: [route(1, 100)] });
    const stateMachineAliasArn = `${ARN}:prod`;
    registry.do(updateStateMachineAlias, { stateMachineAliasArn, routingConfiguration: [route(2, 100)] });
    const answer = describeStateMachineAlias(registry.view, { stateMachineAliasArn }, registry.context());
    expect(answer.routingConfiguration).toEqual([route(2, 100)]);
  });

  it('keeps its versions from being deleted', () => {
    const registry = twoVersions();
    registry.do(createStateMachineAlias, { name: 'prod', routingConfiguration: [route(1, 100)] });
    expect(() => registry.do(deleteStateMachineVersion, { stateMachineVersionArn: `${ARN}:1` })).toThrow(
      expect.objectContaining({ name: 'ConflictException', message: expect.stringContaining('[prod]') }),
    );
  });

  it.each([
    ['weights that are not 100 in all', [route(1, 70), route(2, 29)], /must equal 100. Received: \[70, 29\]/],
    ['a version twice', [route(1, 50), route(1, 50)], /must contain distinct/],
    ['no version', [{ stateMachineVersionArn: ARN, weight: 100 }], /must contain state machine version ARNs/],
  ])('refuses %s', (_what, routingConfiguration, message) => {
    const registry = twoVersions();
    expect(() => registry.do(createStateMachineAlias, { name: 'prod', routingConfiguration })).toThrow(
      expect.objectContaining({ name: 'ValidationException', message: expect.stringMatching(message) }),
    );
  });

  it.each([
    ['a version that is not there', `${ARN}:7`, 'ResourceNotFound'],
    ['a version of a state machine that is not there', `${ARN}-2:1`, 'ResourceNotFound'],
    ['what is no ARN', 'orders:1', 'InvalidArn'],
    ['the ARN of something else', 'arn:aws:states:dallas:000000000000:activity:a', 'InvalidArn'],
  ])('does not lead to %s', (_what, stateMachineVersionArn, name) => {
    const registry = twoVersions();
    registry.do(createStateMachineAlias, { name: 'there', routingConfiguration: [route(1, 100)] });
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    const refused = expect.objectContaining({ name });
    expect(() => registry.do(createStateMachineAlias, { name: 'prod', routingConfiguration })).toThrow(
      refused,
    );
    const stateMachineAliasArn = `${ARN}:there`;
    expect(() =>
      registry.do(updateStateMachineAlias, { stateMachineAliasArn, routingConfiguration }),
    ).toThrow(refused);
  });
});

describe('listing', () => {
  const list = (
    stateMachineArn: string,
    of: typeof listStateMachineVersions | typeof listStateMachineAliases,
  ) => {
    const registry = twoVersions();
    registry.do(createStateMachineAlias, { name: 'prod', routingConfiguration: [route(2, 100)] });
    return of(registry.view, { stateMachineArn }, registry.context());
  };

  it('the aliases of a version tells those that lead to it', () => {
    expect(list(`${ARN}:1`, listStateMachineAliases)).toEqual({ stateMachineAliases: [] });
    expect(list(`${ARN}:2`, listStateMachineAliases)).toMatchObject({
      stateMachineAliases: [{ stateMachineAliasArn: `${ARN}:prod` }],
    });
  });

  it.each([
    ['aliases', `${ARN}:7`, listStateMachineAliases, 'ResourceNotFound'],
    ['aliases', `${ARN}-2`, listStateMachineAliases, 'StateMachineDoesNotExist'],
    ['versions', `${ARN}-2`, listStateMachineVersions, 'InvalidArn'],
    ['versions', `${ARN}:1`, listStateMachineVersions, 'InvalidArn'],
  ])('the %s of %s, which is not there, is refused', (_what, arn, of, name) => {
    expect(() => list(arn, of)).toThrow(expect.objectContaining({ name }));
  });
});
