import type { ExecutionType } from '@edgestep/shared';

import type { MockSet } from '../mocks/mock.ts';

/** What a state machine is tested as. Its mocks are for every run; those of a run win over them. */
export interface TestMachineOptions extends MockSet {
  /** The state machine's name: in ARNs, in the context object and in reports. `machine` unless told otherwise. */
  readonly name?: string;
  /** STANDARD unless told otherwise. */
  readonly type?: ExecutionType;
}

/** What one run needs. */
export interface RunOptions extends MockSet {
  /** The execution's name; `test` unless told otherwise. */
  readonly name?: string;
  /** Seeds jitter, `States.MathRandom`, `$random()` and every UUID: the same seed, the same run. 1 unless told otherwise. */
  readonly seed?: number;
  /** When the virtual clock begins; 2026-01-01T00:00:00Z unless told otherwise. */
  readonly startAt?: Date;
  /** Virtual seconds after which the run is left as it is, with the status RUNNING; a year unless told otherwise. */
  readonly untilSeconds?: number;
}
