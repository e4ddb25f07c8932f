import { kvKey, type JsonObject } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { followBucket } from '../kv/follow-bucket.ts';
import { KvBucket } from '../kv/kv-bucket.ts';
import { encodeRecord, NODES_BUCKET, parseBeat, type NodeBeat } from './lease-records.ts';
import { Membership } from './membership.ts';

export interface BeatOptions {
  readonly connection: Connection;
  readonly nodeId: string;
  readonly instance: string;
  readonly about: () => JsonObject;
  readonly beatMs: number;
  readonly leaseMs: number;
  /** Makes the bucket again: it is in memory, and gone when its server was restarted. */
  readonly ensureBuckets: () => Promise<void>;
}

const IN_FLIGHT_MAX = 3;
const AGAIN_MS = 50;

/**
 * Beats for this node, and hears the beats of all. Invariants:
 * - B1: `mayOwn` turns false at the latest `leaseMs` after the *sending* of the last beat that was acknowledged. Others
 *   count `leaseMs` from when they *heard* it, which is later: they never take over before this node has let go.
 * - B2: `isViewFresh` is true only while the node's own beats come back to it: then those of the others would, too.
 */
export class NodeBeats {
  readonly membership: Membership;
  readonly #options: BeatOptions;
  readonly #bucket: KvBucket;
  readonly #key: string;
  #state: NodeBeat['state'] = 'serving';
  #avoids: readonly number[] = [];
  #acknowledgedAt = Number.NEGATIVE_INFINITY;
  #echoedAt = Number.NEGATIVE_INFINITY;
  #inFlight = 0;

  constructor(options: BeatOptions) {
    this.#options = options;
    this.#bucket = new KvBucket(options.connection, NODES_BUCKET);
    this.#key = `node.${kvKey(options.nodeId)}`;
    this.membership = new Membership(options.leaseMs);
  }

  /** B1. */
  mayOwn(now: number): boolean {
    return now - this.#acknowledgedAt < this.#options.leaseMs;
  }

  /** B2. */
  isViewFresh(now: number): boolean {
    return now - this.#echoedAt < 2 * this.#options.beatMs;
  }

  /** Says at once that the node leaves: the others stop counting on it. */
  async leave(): Promise<void> {
    this.#state = 'leaving';
    await this.beat();
  }

  /** Tells the others, with the next beat, which partitions they should take. */
  avoid(partitions: readonly number[]): void {
    this.#avoids = partitions;
  }

  /** Takes the node off the list. */
  async remove(signal: AbortSignal): Promise<void> {
    await this.#bucket.delete(this.#key, undefined, signal);
  }

  /** Beats once. Never rejects: a beat that is not acknowledged is missed, and B1 draws the conclusion. */
  async beat(): Promise<void> {
    if (this.#inFlight >= IN_FLIGHT_MAX || !this.#options.connection.isConnected) return;
    const { nodeId, instance, about } = this.#options;
    const record = { nodeId, instance, state: this.#state, avoids: this.#avoids, about: about() };
    const sentAt = performance.now();
    this.#inFlight += 1;
    try {
      await this.#bucket.putOnce(this.#key, encodeRecord(record), this.#options.leaseMs);
      this.#acknowledgedAt = Math.max(this.#acknowledgedAt, sentAt);
    } catch {
      await this.#options.ensureBuckets().catch(() => undefined);
      this.#beatAgainSoon();
    } finally {
      this.#inFlight -= 1;
    }
  }

  /** The bucket was gone, and is there again: others wait to hear this node. */
  #beatAgainSoon(): void {
    if (this.mayOwn(performance.now())) return;
    setTimeout(() => void this.beat(), AGAIN_MS).unref();
  }

  /** Hears the beats of all nodes until the signal is aborted. */
  async follow(signal: AbortSignal): Promise<void> {
    const { connection, nodeId } = this.#options;
    // A bucket that was made anew changes nothing: what counts is when each node was heard last.
    const watch = { onRecreated: () => undefined, onCurrent: () => undefined };
    for await (const entry of followBucket(connection, NODES_BUCKET, signal, watch)) {
      const beat = entry.value === undefined ? undefined : parseBeat(entry.value);
      if (beat !== undefined) this.#hear(beat, performance.now());
      else if (entry.key !== this.#key) this.#forget(entry.key);
    }
    this.membership.forget(nodeId, performance.now());
  }

  #hear(beat: NodeBeat, now: number): void {
    if (beat.instance === this.#options.instance) {
      if (!this.isViewFresh(now)) this.membership.grantGrace(this.#echoedAt, now);
      this.#echoedAt = now;
    }
    this.membership.hear(beat, now);
  }

  #forget(key: string): void {
    const now = performance.now();
    for (const { nodeId } of this.membership.live(now)) {
      if (`node.${kvKey(nodeId)}` === key) this.membership.forget(nodeId, now);
    }
  }
}
