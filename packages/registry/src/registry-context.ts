import type { EpochMs } from '@edgestep/shared';

/** What a decision may not invent itself. `region` and `account` go into the ARNs of the answer. */
export interface RegistryContext {
  readonly now: EpochMs;
  readonly region: string;
  readonly account: string;
  readonly uuid: () => string;
}
