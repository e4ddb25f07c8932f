/** A child execution that is open, and the Map Run that it belongs to. */
export interface OpenChild {
  readonly executionArn: string;
  readonly mapRunArn: string;
}

export interface OrphanSweepOptions {
  /** Children that are open on this node. */
  readonly openChildren: () => Iterable<OpenChild>;
  /** Whether a Map Run has ended; false when nothing is known of it, for it may have begun a moment ago. */
  readonly isOver: (mapRunArn: string) => Promise<boolean>;
  readonly stop: (executionArn: string) => Promise<unknown>;
  readonly onStopped: (child: OpenChild) => void;
  readonly onFault: (fault: unknown) => void;
  readonly intervalMs?: number;
}

const INTERVAL_MS = 60_000;

/**
 * Stops children whose Map Run is over, again and again. A run that is given up stops its children itself; one whose
 * node ended before it could, or whose start of a child came late, leaves them to this.
 */
export function sweepOrphans(options: OrphanSweepOptions): Disposable {
  let isUnderWay = false;
  const sweep = async () => {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      await stopOrphans(options);
    } catch (fault) {
      options.onFault(fault);
    } finally {
      isUnderWay = false;
    }
  };
  const timer = setInterval(() => void sweep(), options.intervalMs ?? INTERVAL_MS);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** One sweep: each Map Run is asked for once. */
export async function stopOrphans(
  options: Omit<OrphanSweepOptions, 'intervalMs' | 'onFault'>,
): Promise<void> {
  const over = new Map<string, boolean>();
  for (const child of [...options.openChildren()]) {
    const { mapRunArn, executionArn } = child;
    const isOver = over.get(mapRunArn) ?? (await options.isOver(mapRunArn));
    over.set(mapRunArn, isOver);
    if (!isOver) continue;
    await options.stop(executionArn);
    options.onStopped(child);
  }
}
