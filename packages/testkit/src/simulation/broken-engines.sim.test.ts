import { describe, expect, it } from 'vitest';

import { acknowledgesEarly } from '../../test/simulation/broken-engines/acknowledges-early.ts';
import { endsTwice } from '../../test/simulation/broken-engines/ends-twice.ts';
import { forgetsTasks } from '../../test/simulation/broken-engines/forgets-tasks.ts';
import { goesOnWhenFenced } from '../../test/simulation/broken-engines/goes-on-when-fenced.ts';
import { losesEvents } from '../../test/simulation/broken-engines/loses-events.ts';
import { mixesUpChildren } from '../../test/simulation/broken-engines/mixes-up-children.ts';
import { readsWithoutBarrier } from '../../test/simulation/broken-engines/reads-without-barrier.ts';
import { showsGaps } from '../../test/simulation/broken-engines/shows-gaps.ts';
import { takesAnyResult } from '../../test/simulation/broken-engines/takes-any-result.ts';
import { throwsInPassing } from '../../test/simulation/broken-engines/throws-in-passing.ts';
import { trustsDamage } from '../../test/simulation/broken-engines/trusts-damage.ts';
import { writesOtherEvents } from '../../test/simulation/broken-engines/writes-other-events.ts';
import { allCheckers } from './checkers/all-checkers.ts';
import { SimulatedProcess } from './core/simulated-process.ts';
import { SimulatedLogServer } from './log/simulated-log-server.ts';
import type { PortWrappers } from './node/port-wrappers.ts';
import { simulate } from './simulate.ts';

/** So many worlds are enough to catch each of them. */
const SEEDS_MAX = 200;

/** How an engine can be broken, and the promise that it breaks. */
const BROKEN: readonly [how: string, promise: string, wrappers: PortWrappers, message: RegExp][] = [
  [
    'takes records for durable that are on their way',
    'E1 no effect before its event is durable',
    { log: acknowledgesEarly },
    /in no log|before it is durable/,
  ],
  [
    'goes on when its append was refused',
    'E2 one writer',
    { log: goesOnWhenFenced },
    /after an append of it was refused/,
  ],
  [
    'writes other events than it applied',
    'E3 state is a fold of the log',
    { log: writesOtherEvents },
    /what its owner has and what its log gives differ/,
  ],
  [
    'ends executions twice',
    'E4 terminal is terminal, open is pending',
    { log: endsTwice },
    /ExecutionSucceeded after its end/,
  ],
  [
    'hands tasks out to nobody',
    'E4 terminal is terminal, open is pending',
    { dispatcher: forgetsTasks },
    /is still open/,
  ],
  [
    'believes damaged records',
    'E5 every record is whole and chained',
    { reader: trustsDamage },
    /was read as it was never written/,
  ],
  [
    'leaves events out of the log',
    'E5 every record is whole and chained',
    { log: losesEvents },
    /comes after|which is later/,
  ],
  [
    'takes a result for another task than its own',
    'E6 a result is applied once',
    { command: takesAnyResult },
    /got the result of task/,
  ],
  [
    'tells a Map Run results of other children than its own',
    'E6 a result is applied once',
    { mapRuns: mixesUpChildren },
    /ended as it never did/,
  ],
  [
    'reads without the barrier',
    'answers are linearizable',
    { position: readsWithoutBarrier },
    /which it was not between the records/,
  ],
  ['passes over records of histories', 'every history is complete', { reader: showsGaps }, /the log has/],
  ['throws where nobody looks', 'no faults of our own', { dispatcher: throwsInPassing }, /TypeError/],
];

describe('the checkers', () => {
  it.each(BROKEN)(
    'catch an engine that %s',
    async (_how, promise, wrappers, message) => {
      const caught: string[] = [];
      for (let seed = 1; seed <= SEEDS_MAX && caught.length === 0; seed += 1) {
        const { violations } = await simulate({ seed, wrappers });
        caught.push(...violations.filter(({ checker }) => checker === promise).map((found) => found.message));
      }
      expect(caught).toContainEqual(expect.stringMatching(message));
    },
    1_800_000,
  );

  it('have each a broken engine that they catch', () => {
    const server = new SimulatedLogServer(new SimulatedProcess('nats'), 1, (synced) => synced());
    const promises = allCheckers(server).map(({ name }) => name);
    expect(new Set(BROKEN.map(([, promise]) => promise))).toEqual(new Set(promises));
  });
});
