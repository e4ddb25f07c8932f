/** So many times as long as usual a path may take; more is no noise of the machine. */
const SLACK = 3;

/** What a path may cost, in times of its floor: a case of a workload, held to its ratio by `npm test`. */
export interface Guard {
  readonly workload: string;
  /** The id of the case; the floor is the one that it declares. */
  readonly subject: string;
  /** Its ratio on a quiet machine. To be lowered when the path has become faster, or the guard notices less and less. */
  readonly usualRatio: number;
  /**
   * Operations of a round: so many that it has its share of what garbage and turns of the event loop cost, and that it
   * takes both about as long: what disturbs the machine finds the longer one more often.
   */
  readonly operationsPerRound: { readonly subject: number; readonly floor: number };
  readonly rounds: number;
}

export function ratioMax({ usualRatio }: Guard): number {
  return usualRatio * SLACK;
}

export function guardName({ workload, subject }: Guard): string {
  return `${workload}/${subject}`;
}

const IN_MEMORY = { operationsPerRound: { subject: 100, floor: 500 }, rounds: 25 };

/**
 * The durable ones are `relaxed`: where the disk is waited for, a path that has become several times slower would be
 * a small part of the time.
 */
export const GUARDS: readonly Guard[] = [
  { ...IN_MEMORY, workload: 'pass-chain', subject: 'edgestep/none/c1', usualRatio: 1.5 },
  { ...IN_MEMORY, workload: 'pass-chain', subject: 'edgestep,-with-AWS-history/none/c1', usualRatio: 4 },
  { ...IN_MEMORY, workload: 'choice-loop', subject: 'edgestep/none/c1', usualRatio: 3.2 },
  { ...IN_MEMORY, workload: 'choice-loop', subject: 'edgestep,-with-AWS-history/none/c1', usualRatio: 3.5 },
  {
    workload: 'state-count',
    subject: 'edgestep,-1,000-states/none/c1',
    usualRatio: 1,
    operationsPerRound: { subject: 500, floor: 500 },
    rounds: 25,
  },
  {
    workload: 'durable-chain',
    subject: 'edgestep/relaxed/c1',
    usualRatio: 2,
    operationsPerRound: { subject: 5, floor: 12 },
    rounds: 30,
  },
  {
    workload: 'durable-chain',
    subject: 'edgestep/relaxed/c256',
    usualRatio: 7.7,
    operationsPerRound: { subject: 256, floor: 2_048 },
    rounds: 15,
  },
];
