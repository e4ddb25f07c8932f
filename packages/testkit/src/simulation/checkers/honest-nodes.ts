import { ApiError, EdgestepError } from '@edgestep/shared';

import { SimulatedFailure } from '../faults/simulated-failure.ts';
import type { Checker } from './checker.ts';

/** What a node may meet when logs are damaged, unreachable or taken over; all else is a defect of our own. */
const EXPECTED: ReadonlySet<string> = new Set(['partition-not-owned', 'log-damaged', 'timeout']);

/** No fault of our own code: what nodes report, and why processors stop, is explained by what happened to them. */
export function honestNodes(): Checker {
  return {
    name: 'no faults of our own',
    observe(observation, _truth, complain) {
      if (observation.kind === 'fault' && !isExpected(observation.fault)) {
        complain(`${observation.node}: ${said(observation.fault)}`);
      }
      if (observation.kind !== 'stopped' || observation.reason.kind !== 'fault') return;
      const { owner, reason } = observation;
      if (!isExpected(reason.error))
        complain(`${owner.node} stopped P${owner.partition}: ${said(reason.error)}`);
    },
  };
}

function isExpected(fault: unknown): boolean {
  if (fault instanceof SimulatedFailure) return true;
  if (fault instanceof ApiError) return fault.name === 'ServiceUnavailable';
  return fault instanceof EdgestepError && EXPECTED.has(fault.code);
}

function said(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
