/** Whether a process should get requests, and if not, everything that keeps it from them. */
export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly string[];
  /** What is wrong although requests are welcome: a part of the work stands still. */
  readonly warnings?: readonly string[];
}

/** Asked at each `GET /readyz`: it must answer at once, from what is known. */
export type ReadinessProbe = () => Readiness;
