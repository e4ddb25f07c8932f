import type { DefinitionSource } from '@edgestep/engine';

import type { SeededRandom } from '../core/seeded-random.ts';
import type { SimulatedClock } from '../core/simulated-clock.ts';

const LOAD_MAX_MS = 20;

/** Definitions as a node has them: the first time each takes a moment, then it is at hand. */
export function lateDefinitions(
  definitions: DefinitionSource,
  clock: SimulatedClock,
  random: SeededRandom,
): DefinitionSource {
  const known = new Set<string>();
  return {
    load(revisionId) {
      if (known.has(revisionId)) return definitions.load(revisionId);
      return clock.sleep(random.int(1, LOAD_MAX_MS)).then(() => {
        known.add(revisionId);
        return definitions.load(revisionId);
      });
    },
  };
}
