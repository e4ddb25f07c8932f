/** A store that can fill up: JetStream's of a server, or a disk. */
export interface Store {
  /** For people, for instance `the JetStream store of dallas-1`. */
  readonly name: string;
  readonly usedBytes: number;
  readonly totalBytes: number;
  /** A disk that still has so much room is not full, whatever its share is. */
  readonly plentyBytes?: { readonly starts: number; readonly work: number };
}

/** In percent of a store. */
export interface StorageMarks {
  /** From here on nothing new is started. */
  readonly startPercent: number;
  /** From here on open executions only go on to their ends. */
  readonly finishPercent: number;
}

/** What the fullest store still allows. */
export type StorageLevel =
  | { readonly kind: 'open' }
  /** `why`: which store, how full, which mark. */
  | { readonly kind: 'no-starts' | 'finish-only'; readonly why: string };

/** What was refused is taken again only when a store is so far below its mark: levels must not flap. */
const HYSTERESIS_PERCENT = 2;

/** Judges how full the stores are. `before`: the level so far. */
export function judgeStorage(
  stores: readonly Store[],
  marks: StorageMarks,
  before: StorageLevel['kind'],
): StorageLevel {
  const finishMark = marks.finishPercent - (before === 'finish-only' ? HYSTERESIS_PERCENT : 0);
  const startMark = marks.startPercent - (before === 'open' ? 0 : HYSTERESIS_PERCENT);
  const full = stores.find((store) => isAbove(store, finishMark, store.plentyBytes?.work));
  if (full !== undefined) return { kind: 'finish-only', why: describe(full, marks.finishPercent) };
  const filling = stores.find((store) => isAbove(store, startMark, store.plentyBytes?.starts));
  if (filling !== undefined) return { kind: 'no-starts', why: describe(filling, marks.startPercent) };
  return { kind: 'open' };
}

/** From 0 to 1, and more where a store is over its bound. */
export function usedRatio({ usedBytes, totalBytes }: Store): number {
  return totalBytes <= 0 ? 0 : usedBytes / totalBytes;
}

function isAbove(store: Store, markPercent: number, plentyBytes: number | undefined): boolean {
  const freeBytes = store.totalBytes - store.usedBytes;
  if (plentyBytes !== undefined && freeBytes >= plentyBytes) return false;
  return usedRatio(store) * 100 >= markPercent;
}

function describe(store: Store, markPercent: number): string {
  const percent = Math.floor(usedRatio(store) * 100);
  return `${store.name} is ${percent} % full (${megabytes(store.usedBytes)} of ${megabytes(store.totalBytes)} MB; the mark is ${markPercent} %)`;
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(bytes < 104_857_600 ? 1 : 0);
}
