import type { EventOf } from '@edgestep/shared';

import type { Shown } from './history-projection.ts';

export function showParallelStarted(): Shown {
  return { type: 'ParallelStateStarted' };
}

export function showParallelSucceeded(): Shown {
  return { type: 'ParallelStateSucceeded' };
}

export function showParallelFailed(): Shown {
  return { type: 'ParallelStateFailed' };
}

export function showMapStarted(event: EventOf<'MapStarted'>): Shown {
  return { type: 'MapStateStarted', mapStateStartedEventDetails: { length: event.items.length } };
}

export function showMapIterationStarted(event: EventOf<'MapIterationStarted'>): Shown {
  const { name, index } = event;
  return { type: 'MapIterationStarted', mapIterationStartedEventDetails: { name, index } };
}

export function showMapIterationSucceeded(event: EventOf<'MapIterationSucceeded'>): Shown {
  const { name, index } = event;
  return { type: 'MapIterationSucceeded', mapIterationSucceededEventDetails: { name, index } };
}

export function showMapIterationFailed(event: EventOf<'MapIterationFailed'>): Shown {
  const { name, index } = event;
  return { type: 'MapIterationFailed', mapIterationFailedEventDetails: { name, index } };
}

export function showMapIterationAborted(event: EventOf<'MapIterationAborted'>): Shown {
  const { name, index } = event;
  return { type: 'MapIterationAborted', mapIterationAbortedEventDetails: { name, index } };
}

export function showMapSucceeded(): Shown {
  return { type: 'MapStateSucceeded' };
}

export function showMapFailed(): Shown {
  return { type: 'MapStateFailed' };
}
