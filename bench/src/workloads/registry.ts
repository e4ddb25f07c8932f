import type { Workload } from '../harness/workload.ts';
import { aloneChain } from './alone-chain.workload.ts';
import { aloneSmallest } from './alone-smallest.workload.ts';
import { apiChain } from './api-chain.workload.ts';
import { apiSmallest } from './api-smallest.workload.ts';
import { choiceLoop } from './choice-loop.workload.ts';
import { durableChain } from './durable-chain.workload.ts';
import { expressSync } from './express-sync.workload.ts';
import { hubOutage } from './hub-outage.workload.ts';
import { jetstreamAppend } from './jetstream-append.workload.ts';
import { jsonataLoop } from './jsonata-loop.workload.ts';
import { mapFanOut } from './map-fan-out.workload.ts';
import { natsRequest } from './nats-request.workload.ts';
import { openExecutions } from './open-executions.workload.ts';
import { passChain } from './pass-chain.workload.ts';
import { smallestDurable } from './smallest-durable.workload.ts';
import { stateCount } from './state-count.workload.ts';
import { zoneBoundary } from './zone-boundary.workload.ts';

/** Every workload by its name, which is the name of its file; in the order in which they run. */
export const WORKLOADS: Readonly<Record<string, Workload>> = {
  'pass-chain': passChain,
  'choice-loop': choiceLoop,
  'jsonata-loop': jsonataLoop,
  'state-count': stateCount,
  'jetstream-append': jetstreamAppend,
  'nats-request': natsRequest,
  'smallest-durable': smallestDurable,
  'durable-chain': durableChain,
  'map-fan-out': mapFanOut,
  'open-executions': openExecutions,
  'api-smallest': apiSmallest,
  'api-chain': apiChain,
  'alone-smallest': aloneSmallest,
  'alone-chain': aloneChain,
  'express-sync': expressSync,
  'zone-boundary': zoneBoundary,
  'hub-outage': hubOutage,
};

/** The workload of a name. Throws when there is none. */
export function requireWorkload(name: string): Workload {
  const workload = WORKLOADS[name];
  if (workload === undefined) throw new RangeError(`there is no workload ${name}`);
  return workload;
}
