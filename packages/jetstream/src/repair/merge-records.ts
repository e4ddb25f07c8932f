import { logDamaged } from '../log/log-damage.ts';
import { CHAIN_START } from '../log/record-envelope.ts';
import type { RecordSource, SoundRecord } from './record-source.ts';

/** Whose records to take where the zone and the hub went different ways. */
export type Preference = 'zone' | 'hub' | undefined;

/** How a log was put together. */
export interface Merged {
  /** Its last record. */
  last: number;
  lastEpoch: number;
  /** Records that the zone does not have. */
  fromCopies: number;
  /** The newest record that any source may have had, of the way that was taken. */
  known: number;
}

interface Candidate {
  readonly record: SoundRecord;
  readonly sources: readonly RecordSource[];
}

/**
 * Puts a log together from what several streams have left of it, the zone's own first: at each sequence the record
 * that names the hash of the one before it. So what comes out is proven to be what was written, whatever it came from.
 * Ends at the first sequence that nobody has; `merged` tells where that was. Fault: `log-damaged` where two sources
 * went different ways and both say that something happened.
 */
export async function* mergeRecords(
  zone: RecordSource,
  copies: readonly RecordSource[],
  preference: Preference,
  merged: Merged,
): AsyncGenerator<SoundRecord, void, undefined> {
  let sources: readonly RecordSource[] = [zone, ...copies];
  let hash: Uint8Array = CHAIN_START;
  for (let sequence = 1; ; sequence += 1) {
    const candidates = await candidatesAt(sources, sequence, hash);
    const chosen = candidates.length > 1 ? await choose(zone, candidates, preference) : candidates[0];
    if (candidates.length > 1) {
      // Those that went another way are no part of this log.
      const parted = new Set(candidates.filter((each) => each !== chosen).flatMap((each) => each.sources));
      sources = sources.filter((source) => !parted.has(source));
    }
    merged.known = Math.max(0, ...sources.map(({ last }) => last));
    if (chosen === undefined) return;
    const { record } = chosen;
    hash = record.envelope.hash;
    merged.last = sequence;
    merged.lastEpoch = record.envelope.epoch;
    if (!chosen.sources.includes(zone)) merged.fromCopies += 1;
    yield record;
  }
}

export function nothingMerged(): Merged {
  return { last: 0, lastEpoch: 0, fromCopies: 0, known: 0 };
}

/** The different records that may follow, each with those who have it. */
async function candidatesAt(
  sources: readonly RecordSource[],
  sequence: number,
  previousHash: Uint8Array,
): Promise<readonly Candidate[]> {
  const found = new Map<string, { readonly record: SoundRecord; readonly sources: RecordSource[] }>();
  for (const source of sources) {
    const record = await source.at(sequence);
    if (record === undefined || Buffer.compare(record.envelope.previousHash, previousHash) !== 0) continue;
    const key = Buffer.from(record.envelope.hash).toString('hex');
    const known = found.get(key);
    if (known === undefined) found.set(key, { record, sources: [source] });
    else known.sources.push(source);
  }
  return [...found.values()];
}

/** Owners that came and went without a word lose nothing by being left out; where more was said, a person decides. */
async function choose(
  zone: RecordSource,
  candidates: readonly Candidate[],
  preference: Preference,
): Promise<Candidate | undefined> {
  const own = candidates.find(({ sources }) => sources.includes(zone));
  const others = candidates.filter((candidate) => candidate !== own);
  if (preference === 'zone' && own !== undefined) return own;
  const saying: Candidate[] = [];
  for (const candidate of preference === 'hub' ? others : candidates) {
    const said = await Promise.all(
      candidate.sources.map((source) => source.hasEntries(candidate.record.sequence)),
    );
    if (said.includes(true)) saying.push(candidate);
  }
  const [first, second] = saying;
  if (second === undefined) return first ?? own ?? candidates[0];
  const [one, other] = [first?.sources[0]?.stream, second.sources[0]?.stream];
  const { sequence } = second.record;
  throw logDamaged(zone.stream, sequence, `${one} and ${other} went different ways from here on`);
}
