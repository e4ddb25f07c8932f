import { parseTaskBatch, type BatchTask, type WorkerRefusal } from '@edgestep/shared';
import type { Msg } from '@nats-io/transport-node';

import { answerMessage, type Answer } from './answer.ts';
import type { BatchCaller } from './batch-caller.ts';
import type { BatchCallers } from './batch-callers.ts';
import type { ArrivedTask, BatchIntake } from './batch-intake.ts';
import type { FunctionCounts, OfferedFunction } from './function-service.ts';
import { HeldTask } from './held-task.ts';
import type { HeldTasks } from './held-tasks.ts';
import { Progress } from './progress.ts';
import { runTask, type TaskHost, type TaskWork } from './run-task.ts';
import { SingleLine } from './single-line.ts';
import { batchTaskRequest, readTaskRequest } from './task-request.ts';
import type { TaskSlot, TaskSlots } from './task-slots.ts';

/** What the functions of a worker share. */
export interface WorkerRoom {
  readonly host: TaskHost;
  readonly slots: TaskSlots;
  readonly held: HeldTasks;
  readonly callers: BatchCallers;
  readonly intake: BatchIntake;
  /** Why tasks are refused at the moment that find no slot. */
  readonly refusal: () => WorkerRefusal;
}

/** Takes the tasks of one function, one by one and in batches, and has them run. */
export class FunctionDesk {
  readonly offered: OfferedFunction;
  readonly counts: FunctionCounts = { running: 0, finished: 0, refused: 0 };
  readonly #room: WorkerRoom;
  #takesBatches = true;

  constructor(offered: OfferedFunction, room: WorkerRoom) {
    this.offered = offered;
    this.#room = room;
  }

  /** Callers are not told any more that batches are taken. */
  refuseBatches(): void {
    this.#takesBatches = false;
  }

  take(message: Msg): void {
    const { slots, host } = this.#room;
    const slot = slots.take();
    if (slot === undefined) {
      const { body, headers } = answerMessage(this.#refused());
      message.respond(body, headers === undefined ? {} : { headers });
      return;
    }
    const { progressSubject, ...request } = readTaskRequest((name) => message.headers?.get(name));
    const task = new HeldTask(request);
    const progress =
      progressSubject === undefined
        ? undefined
        : new Progress(host, progressSubject, task, this.#takesBatches);
    const line = new SingleLine(message, task, progress, host.log);
    const readInput = () => (message.data.length === 0 ? null : message.json<BatchTask['input']>());
    const work = this.#work(task, line, slot, readInput);
    // What was published is on its way before a handler begins that may keep the event loop to itself (P1).
    queueMicrotask(() => this.#run(work));
  }

  takeBatch(message: Msg): void {
    const { callers, intake, host } = this.#room;
    const batch = parseTaskBatch(message.string());
    if (batch === undefined) {
      host.log.warn('a message for several tasks cannot be read', { function: this.offered.name });
      return;
    }
    const caller = callers.at(batch.to);
    intake.add(batch.tasks.map((task) => this.#arrived(caller, task)));
  }

  #arrived(caller: BatchCaller, given: BatchTask): ArrivedTask {
    return {
      begin: (slot) => {
        const task = new HeldTask(batchTaskRequest(given));
        const line = caller.take(given.id, task);
        if (line === undefined) slot.release();
        else this.#run(this.#work(task, line, slot, () => given.input));
      },
      refuse: () => caller.refuse(given.id, this.#refused()),
    };
  }

  #refused(): Answer {
    this.counts.refused += 1;
    return { kind: 'refused', refusal: this.#room.refusal() };
  }

  #work(task: HeldTask, line: TaskWork['line'], slot: TaskSlot, readInput: TaskWork['readInput']): TaskWork {
    this.counts.running += 1;
    this.#room.held.hold(task, line);
    const { name: functionName, handler } = this.offered;
    return { functionName, handler, task, readInput, line, slot };
  }

  #run(work: TaskWork): void {
    void runTask(this.#room.host, work).then(() => {
      this.counts.running -= 1;
      this.counts.finished += 1;
      this.#room.held.release(work.task);
    });
  }
}
