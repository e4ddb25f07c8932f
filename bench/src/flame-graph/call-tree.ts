/** A profile as V8 writes it (`--cpu-prof`): times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Before each of the samples. */
  readonly timeDeltas: readonly number[];
}

/** A function, as it was called from where it stands. */
export interface Call {
  readonly name: string;
  readonly url: string;
  /** From 1 on; 0 for what is not written anywhere. */
  readonly line: number;
  /** In it and all that it called. */
  totalUs: number;
  readonly callees: Call[];
}

/** While nothing ran, nothing was measured. */
const IDLE = '(idle)';

/** What called what, and for how long; without the time in which the process was idle. The most expensive come first. */
export function callTree({ nodes, samples, timeDeltas }: CpuProfile): Call {
  const selfUs = new Map<number, number>();
  for (const [index, id] of samples.entries()) {
    selfUs.set(id, (selfUs.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const called = new Set(nodes.flatMap(({ children = [] }) => children));
  const root = nodes.find(({ id }) => !called.has(id));
  if (root === undefined) throw new Error('a profile without a root');

  const callOf = (id: number): Call | undefined => {
    const node = byId.get(id);
    if (node === undefined || node.callFrame.functionName === IDLE) return undefined;
    const { functionName, url, lineNumber } = node.callFrame;
    const callees = (node.children ?? [])
      .map(callOf)
      .filter((call) => call !== undefined)
      .sort((one, other) => other.totalUs - one.totalUs);
    const totalUs = callees.reduce((sum, call) => sum + call.totalUs, selfUs.get(id) ?? 0);
    return {
      name: functionName === '' ? '(anonymous)' : functionName,
      url,
      line: lineNumber + 1,
      totalUs,
      callees,
    };
  };
  return callOf(root.id) ?? { name: IDLE, url: '', line: 0, totalUs: 0, callees: [] };
}
