/** What one front door takes from its clients at most. */
export interface FrontDoorLimits {
  /** The largest body: a definition may have 1 MiB as JSON text, which escaping can nearly double. */
  readonly bodyBytesMax: number;
  /** Connections per listening address; more are refused by closing them. */
  readonly connectionsMax: number;
  /** How long a client may take to send the head of a request. */
  readonly headTimeoutMs: number;
  /** How long a client may take to send a whole request. */
  readonly requestTimeoutMs: number;
  /** How long an idle connection is kept. */
  readonly keepAliveTimeoutMs: number;
  /** How long closing waits for the calls that are under way before it ends them. */
  readonly drainTimeoutMs: number;
}

/** The limits of a front door that says nothing else. */
export const FRONT_DOOR_LIMITS: FrontDoorLimits = {
  bodyBytesMax: 2 * 1024 * 1024,
  connectionsMax: 10_000,
  headTimeoutMs: 15_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 75_000,
  drainTimeoutMs: 10_000,
};
