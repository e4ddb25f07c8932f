import type { Msg } from '@nats-io/transport-node';

import type { Log } from '../log.ts';
import { answerMessage, type Answer } from './answer.ts';
import type { CallerLine } from './caller-line.ts';
import type { HeldTask } from './held-task.ts';
import type { Progress } from './progress.ts';

/** The line of a task that came by a request of its own. Without `progress` its caller hears the answer alone. */
export class SingleLine implements CallerLine {
  readonly #message: Msg;
  readonly #task: HeldTask;
  readonly #progress: Progress | undefined;
  readonly #log: Log;

  constructor(message: Msg, task: HeldTask, progress: Progress | undefined, log: Log) {
    this.#message = message;
    this.#task = task;
    this.#progress = progress;
    this.#log = log;
  }

  heartbeat(): void {
    this.#progress?.heartbeat();
  }

  beat(): void {
    this.#progress?.beat();
  }

  async answer(answer: Answer, { isInDoubt }: { readonly isInDoubt: boolean }): Promise<void> {
    if (this.#progress === undefined || !isInDoubt) return this.#respond(answer);
    const wasHeard = await this.#progress.hearing.tell(
      (reply) => this.#respond(answer, reply),
      this.#task.signal,
    );
    if (!wasHeard) this.#log.warn('nobody listens for the answer of a task');
  }

  close(): void {
    this.#progress?.stop();
  }

  #respond(answer: Answer, reply?: string): void {
    const { body, headers } = answerMessage(answer);
    this.#message.respond(body, {
      ...(headers === undefined ? {} : { headers }),
      ...(reply === undefined ? {} : { reply }),
    });
  }
}
