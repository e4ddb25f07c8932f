import type { TaskTarget } from '@edgestep/shared';

import type { IntegrationAction } from './integration.ts';
import { integrationOf } from './integrations.ts';

const nothingKnown: IntegrationAction = { required: [] };

/**
 * What a target that is an integration calls: undefined when there is no such service, no such action, or the
 * service can't be waited for like that.
 */
export function calledIntegration(
  target: Extract<TaskTarget, { family: 'service' }>,
): IntegrationAction | undefined {
  const integration = integrationOf(target.service);
  if (integration === undefined || !integration.patterns.has(target.pattern)) return undefined;
  const action = target.action.replace(/\.(?:sync(?::2)?|waitForTaskToken)$/, '');
  // What is left behind a dot or a colon is a pattern that does not exist.
  if (!/^[A-Za-z0-9]+$/.test(action)) return undefined;
  const { actions, isWhole } = integration;
  if (Object.hasOwn(actions, action)) return actions[action];
  return isWhole ? undefined : nothingKnown;
}
