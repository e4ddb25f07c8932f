import type { Answer } from './answer.ts';
import { CallerHearing } from './caller-hearing.ts';
import type { CallerLine } from './caller-line.ts';
import { FrameDraft } from './frame-draft.ts';
import type { HeldTask } from './held-task.ts';
import type { TaskHost } from './run-task.ts';
import { TaskAbortedError } from './task-context.ts';

/**
 * A caller that hands tasks out in batches, as the worker sees it: what is told of all of them goes out in frames,
 * one for a turn of the event loop.
 *
 * - P1 What is not answered within the turn is told as held at its end.
 * - P2 Every beat names all that is held, and nothing else.
 */
export class BatchCaller {
  readonly #host: TaskHost;
  readonly #subject: string;
  readonly #hearing: CallerHearing;
  readonly #draft: FrameDraft;
  readonly #held = new Map<string, HeldTask>();
  readonly #untold = new Set<string>();
  readonly #repeating = new Set<Promise<void>>();
  #isFlushDue = false;
  #isInDoubt = false;
  #dropsSeen: number;

  /** `subject` is where frames go. */
  constructor(host: TaskHost, subject: string) {
    this.#host = host;
    this.#subject = subject;
    this.#draft = new FrameDraft(host.workerName, host.beatIntervalMs);
    this.#dropsSeen = host.link.drops;
    this.#hearing = new CallerHearing(host, ({ reason, ids = [] }) => {
      for (const id of ids) this.#held.get(id)?.abort(new TaskAbortedError('cancelled', reason));
    });
  }

  /** Nothing is held for it, and nothing is still to be told. */
  get isIdle(): boolean {
    return this.#held.size === 0 && !this.#isFlushDue && this.#repeating.size === 0;
  }

  /** The line of a task that was taken; undefined for one that is held already. */
  take(id: string, task: HeldTask): CallerLine | undefined {
    if (this.#held.has(id)) return undefined;
    this.#held.set(id, task);
    this.#untold.add(id);
    this.#flushSoon();
    return {
      heartbeat: () => {
        this.#draft.heartbeat(id);
        this.#flushSoon();
      },
      beat: () => undefined,
      answer: (answer, { workMs, isInDoubt }) => {
        this.#isInDoubt ||= isInDoubt;
        this.#answer(id, answer, workMs);
      },
      close: () => {
        this.#held.delete(id);
        this.#untold.delete(id);
      },
    };
  }

  refuse(id: string, answer: Answer): void {
    this.#answer(id, answer, 0);
  }

  /** To be called once in every beat interval. */
  beat(): void {
    const reason = this.#hearing.beat();
    if (reason !== undefined) {
      for (const task of this.#held.values()) task.abort(reason);
    } else if (this.#held.size > 0) {
      for (const [id, { abortReason }] of this.#held) if (abortReason === undefined) this.#untold.add(id);
      this.flush();
    }
  }

  /** Sends what there is to tell. */
  flush(): void {
    this.#isFlushDue = false;
    const { link } = this.#host;
    // What is held is told again with the next beat.
    if (!link.isUp && this.#draft.isEmpty) return;
    const frames = this.#draft.take([...this.#untold]);
    this.#untold.clear();
    const isSafe = link.isUp && link.drops === this.#dropsSeen && !this.#isInDoubt;
    this.#isInDoubt = false;
    this.#dropsSeen = link.drops;
    for (const frame of frames) {
      if (isSafe) this.#publish(frame, this.#hearing.subject);
      else this.#repeatUntilHeard(frame);
    }
  }

  /** Resolves when everything was told, or is given up. */
  async told(): Promise<void> {
    await Promise.all(this.#repeating);
  }

  stop(): void {
    this.#hearing.stop();
  }

  #answer(id: string, answer: Answer, workMs: number): void {
    this.#untold.delete(id);
    this.#draft.answer(id, answer, workMs);
    this.#flushSoon();
  }

  #flushSoon(): void {
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    setImmediate(() => {
      if (this.#isFlushDue) this.flush();
    });
  }

  /** The connection was lost, and the caller may be back later than this worker. */
  #repeatUntilHeard(frame: string): void {
    const { link, log } = this.#host;
    const repeating = (async () => {
      await link.up;
      const wasHeard = await this.#hearing.tell((reply) => this.#publish(frame, reply));
      if (!wasHeard) log.warn('nobody listens for the answers of tasks');
    })()
      .catch((error: unknown) => log.warn('answers of tasks could not be sent', { error: String(error) }))
      .finally(() => this.#repeating.delete(repeating));
    this.#repeating.add(repeating);
  }

  #publish(frame: string, reply: string): void {
    const { connection } = this.#host.link;
    if (!connection.isClosed()) connection.publish(this.#subject, Buffer.from(frame), { reply });
  }
}
