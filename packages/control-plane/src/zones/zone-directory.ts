import { setTimeout as delay } from 'node:timers/promises';

import type { ZoneReport } from '@edgestep/shared';

/** Asks a zone for its report; `undefined` when nobody answered in time. */
export type AskZone = (zone: string, signal: AbortSignal) => Promise<ZoneReport | undefined>;

/** What is known of a zone. */
export interface KnownZone {
  readonly zone: string;
  readonly report: ZoneReport | undefined;
  /** When it answered last, in milliseconds since 1970; 0 for never. */
  readonly answeredAt: number;
  /** Whether it answered the last time it was asked. */
  readonly connected: boolean;
  /** How long its last answer took. */
  readonly latencyMs: number;
}

const ASK_INTERVAL_MS = 1_000;

/** Keeps in touch with all zones: who answers, how fast, and with which nodes. */
export class ZoneDirectory implements AsyncDisposable {
  readonly #ask: AskZone;
  readonly #onTrouble: (message: string) => void;
  readonly #onReport: (report: ZoneReport) => void;
  readonly #known = new Map<string, KnownZone>();
  readonly #abort = new AbortController();
  readonly #running: readonly Promise<void>[];

  /** `onTrouble` hears of answers that make no sense; it must not throw. */
  constructor(
    zones: readonly string[],
    options: {
      readonly ask: AskZone;
      readonly onTrouble: (message: string) => void;
      /** Hears every report; must not throw. */
      readonly onReport?: (report: ZoneReport) => void;
    },
  ) {
    this.#ask = options.ask;
    this.#onTrouble = options.onTrouble;
    this.#onReport = options.onReport ?? (() => {});
    for (const zone of zones) {
      this.#known.set(zone, { zone, report: undefined, answeredAt: 0, connected: false, latencyMs: 0 });
    }
    this.#running = zones.map((zone) => this.#keepAsking(zone));
  }

  get zones(): readonly KnownZone[] {
    return [...this.#known.values()];
  }

  /** The zones that answer, the fastest first. */
  reachable(): readonly string[] {
    return this.zones
      .filter(({ connected }) => connected)
      .sort((left, right) => left.latencyMs - right.latencyMs)
      .map(({ zone }) => zone);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort();
    await Promise.all(this.#running);
  }

  async #keepAsking(zone: string): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      const began = performance.now();
      const report = await this.#report(zone, signal);
      if (report !== undefined) this.#onReport(report);
      const before = this.#known.get(zone);
      this.#known.set(zone, {
        zone,
        report: report ?? before?.report,
        answeredAt: report === undefined ? (before?.answeredAt ?? 0) : Date.now(),
        connected: report !== undefined,
        latencyMs: report === undefined ? (before?.latencyMs ?? 0) : performance.now() - began,
      });
      await delay(ASK_INTERVAL_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** A zone that answers nonsense is as good as one that does not answer. */
  async #report(zone: string, signal: AbortSignal): Promise<ZoneReport | undefined> {
    try {
      return await this.#ask(zone, signal);
    } catch (error) {
      this.#onTrouble(
        `the zone ${zone} cannot be asked: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    }
  }
}
