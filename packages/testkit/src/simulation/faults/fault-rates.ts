import type { SeededRandom } from '../core/seeded-random.ts';

/**
 * What can go wrong. Messages and parked states: the probability for each. Everything else: how often it happens within a second.
 *
 * - `crash`: a node dies and starts again; what it had sent may or may not arrive.
 * - `pause`: a node stands still, often longer than its lease, and goes on as if nothing had been.
 * - `isolation`: a node reaches nobody, and nobody reaches it.
 * - `log-outage`: the log's server stands still, or drops what it is sent.
 * - `server-crash`: the log's server dies and starts again: what it was writing is torn, what was under way is lost.
 * - `message-loss`, `message-duplication`, `message-delay`: of every message, acknowledgements included.
 * - `clock-jump`: the wall clock of a machine is set, forward or back.
 * - `snapshot-loss`, `snapshot-damage`: the newest snapshot is gone, or cut.
 * - `record-damage`: a bit of a stored record flips; later it is repaired from a replica.
 * - `index-loss`: a node starts without the index that it had on its disk.
 * - `parking-failure`: a state that is parked cannot be written, or read.
 * - `relaxed-loss`: the same for the server's machine, in a zone of the durability `relaxed` alone: the last records
 *   that were acknowledged are lost too.
 */
export const FAULT_KINDS = [
  'crash',
  'pause',
  'isolation',
  'log-outage',
  'server-crash',
  'message-loss',
  'message-duplication',
  'message-delay',
  'clock-jump',
  'snapshot-loss',
  'snapshot-damage',
  'record-damage',
  'index-loss',
  'parking-failure',
  'relaxed-loss',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** Faults that are drawn for every single message, or use. */
export type DrawnFault = Extract<FaultKind, `message-${string}` | 'parking-failure'>;

export type FaultRates = Record<FaultKind, number>;

/** A busy world's rates; each seed takes some of them, more or less of each. */
const TYPICAL: FaultRates = {
  crash: 0.15,
  pause: 0.15,
  isolation: 0.08,
  'log-outage': 0.08,
  'server-crash': 0.1,
  'message-loss': 0.03,
  'message-duplication': 0.05,
  'message-delay': 0.05,
  'clock-jump': 0.1,
  'snapshot-loss': 0.15,
  'snapshot-damage': 0.15,
  'record-damage': 0.08,
  'index-loss': 0.1,
  'parking-failure': 0.01,
  'relaxed-loss': 0.08,
};

/** How likely a seed has a kind at all: worlds with few kinds find what is drowned where everything breaks. */
const KIND_CHANCE = 0.6;

function noFaults(): FaultRates {
  return Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as FaultRates;
}

/** The rates of one seed, of the kinds that are allowed. */
export function drawFaultRates(random: SeededRandom, allowed: ReadonlySet<FaultKind>): FaultRates {
  const rates = noFaults();
  for (const kind of FAULT_KINDS) {
    const isOn = random.chance(KIND_CHANCE);
    const factor = 0.3 + random.next() * 1.7;
    if (isOn && allowed.has(kind)) rates[kind] = TYPICAL[kind] * factor;
  }
  return rates;
}
