/** Cases in which Edgestep does something else than the recording. docs/conformance.md tells them, too. */
interface KnownDifference {
  /** Of the ids of the cases. */
  readonly cases: RegExp;
  readonly reason: string;
}

/** An entry whose cases all pass has to leave: the test says so. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    cases: /retry_extended_input/,
    reason: 'recorded before AWS had redrive: no Execution.RedriveCount; all later recordings have it',
  },
];
