/** A copy, in one JetStream domain, of a stream of another one. Messages keep their sequences. */
export interface MirrorSpec {
  readonly origin: { readonly stream: string; readonly domain: string };
  /** The copy, in the domain of the connection. */
  readonly copy: string;
  readonly description: string;
  readonly replicas: number;
  /** The durable consumer, at the origin, that feeds the copy. */
  readonly consumer: string;
  /** Where that consumer delivers to; must cross the leaf link (`LINK_SUBJECTS`). */
  readonly deliverSubject: string;
  /**
   * Each message holds the hash of the one before it: where both sides have the same one, both have the same before it.
   * A copy is then replaced, and not set aside, when its origin was made anew and still has all of it.
   */
  readonly isChained?: boolean;
  /**
   * A copy that one server keeps is not synced with each message: what it loses with its machine, it gets again from its
   * origin (docs/adr/0071).
   */
  readonly isUnsynced?: boolean;
}

/** How a mirror does. */
export type MirrorHealth =
  /** The origin's domain does not answer: the link is down. The copy is what it was. */
  | { readonly kind: 'unreachable' }
  /** The origin's domain answers and has no such stream (yet). */
  | { readonly kind: 'no-origin' }
  | { readonly kind: 'following'; readonly lag: number }
  /** The origin answers and has more than the copy, which has not grown for a while. */
  | { readonly kind: 'stalled'; readonly lag: number };
