import type { EventOf } from '@edgestep/shared';

import type { Shown } from './history-projection.ts';
import { failureDetails } from './payload-details.ts';

export function showDistributedMapStarted(event: EventOf<'DistributedMapStarted'>): Shown {
  return { type: 'MapStateStarted', mapStateStartedEventDetails: { length: event.length } };
}

export function showMapRunStarted(event: EventOf<'MapRunStarted'>): Shown {
  return { type: 'MapRunStarted', mapRunStartedEventDetails: { mapRunArn: event.mapRunArn } };
}

export function showMapRunRedriven({ mapRunArn, redriveCount }: EventOf<'MapRunRedriven'>): Shown {
  return { type: 'MapRunRedriven', mapRunRedrivenEventDetails: { mapRunArn, redriveCount } };
}

export function showMapRunSucceeded(): Shown {
  return { type: 'MapRunSucceeded' };
}

export function showMapRunFailed(event: EventOf<'MapRunFailed'>): Shown {
  return { type: 'MapRunFailed', mapRunFailedEventDetails: failureDetails(event) };
}

export function showMapRunAborted(): Shown {
  return { type: 'MapRunAborted' };
}
