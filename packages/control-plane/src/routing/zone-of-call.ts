import { requireStatesArn } from '@edgestep/registry';
import { ApiError, HUB_REGION, parseArn } from '@edgestep/shared';

/** Where a call has to go: one zone, whichever zone is best, or every zone. */
export type Destination = { readonly kind: 'zone'; readonly zone: string } | { readonly kind: 'any' };

/**
 * The zone that a call is for: the region of the ARN it names. `hub` in the ARN of a state machine means any zone
 * that runs it; an execution or a token always is of one zone.
 */
export function zoneOfCall(
  request: Readonly<Record<string, unknown>>,
  zones: readonly string[],
): Destination {
  const { executionArn, mapRunArn, stateMachineArn, activityArn, taskToken } = request;
  if (typeof taskToken === 'string')
    return { kind: 'zone', zone: known(zoneOfToken(taskToken), zones, taskToken) };
  const arn = [executionArn, mapRunArn, stateMachineArn, activityArn].find(
    (value) => typeof value === 'string',
  );
  if (arn === undefined) return { kind: 'any' };
  const { region, resource } = requireStatesArn(arn);
  if (region !== HUB_REGION) return { kind: 'zone', zone: known(region, zones, arn) };
  if (resource.type === 'stateMachine') return { kind: 'any' };
  throw new ApiError(
    'ValidationException',
    `'${arn}' names no zone: tasks of activities and executions live in one. Zones are: ${zones.join(', ')}`,
  );
}

/** A token is the task's address behind its signature; only the zone can verify it, but anyone can see whose it is. */
function zoneOfToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('latin1');
  const at = text.indexOf('arn:');
  return at < 0 ? '' : (parseArn(text.slice(at))?.region ?? '');
}

function known(zone: string, zones: readonly string[], subject: string): string {
  if (zones.includes(zone)) return zone;
  if (subject.startsWith('arn:')) {
    throw new ApiError(
      'InvalidArn',
      `Invalid Arn: '${subject}' is of the zone '${zone}'. Zones are: ${zones.join(', ')}`,
    );
  }
  throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
}
