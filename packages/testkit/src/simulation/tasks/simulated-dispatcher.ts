import type { TaskAssignment, TaskDispatcher } from '@edgestep/engine';
import type { ExecutionCommand, TaskAddress } from '@edgestep/shared';

import type { SeededRandom } from '../core/seeded-random.ts';
import type { SimulatedClock } from '../core/simulated-clock.ts';
import type { SimulatedProcess } from '../core/simulated-process.ts';
import type { ZoneWorld } from '../core/zone-world.ts';
import { addressOf } from './worker-plan.ts';

type Report = (command: ExecutionCommand) => Promise<void>;

interface Run {
  readonly task: TaskAssignment;
  readonly report: Report;
  calls: number;
}

export interface DispatcherOptions {
  readonly world: ZoneWorld;
  readonly process: SimulatedProcess;
  readonly clock: SimulatedClock;
  readonly random: SeededRandom;
}

const CALL_AGAIN_MS = 2_000;
const CALL_AGAIN_MAX_MS = 10_000;
const POLL_MAX_MS = 400;

/**
 * Hands tasks to the zone's workers over the network, as the edge node does: a call that is not answered is made again
 * until the task is cancelled; an activity is handed to a poller once its StartTask is decided. Answers that come twice,
 * or after the task was taken over by another call, are reported all the same: the engine has to refuse them (E6).
 */
export class SimulatedDispatcher implements TaskDispatcher {
  readonly #options: DispatcherOptions;
  readonly #runs = new Map<string, Run>();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  dispatch(task: TaskAssignment, report: Report): void {
    const run: Run = { task, report, calls: 0 };
    this.#runs.set(keyOf(task), run);
    const isActivity = task.target.family === 'activity';
    if (isActivity ? task.progress !== 'scheduled' : task.progress === 'submitted') return;
    if (isActivity) this.#offer(run);
    else this.#call(run);
  }

  cancel(task: TaskAddress): void {
    this.#runs.delete(keyOf(task));
  }

  #isWanted(run: Run): boolean {
    return this.#runs.get(keyOf(run.task)) === run;
  }

  #call(run: Run): void {
    if (!this.#isWanted(run)) return;
    const { world, process, clock, random } = this.#options;
    world.workers.call(process, run.task, (command) => this.#answered(run, command));
    run.calls += 1;
    const waitMs = Math.min(CALL_AGAIN_MAX_MS, CALL_AGAIN_MS * 2 ** run.calls);
    clock.setTimer(random.int(waitMs / 2, waitMs), () => this.#call(run));
  }

  #answered(run: Run, command: ExecutionCommand): void {
    const isEnd = command.kind !== 'HeartbeatTask' && command.kind !== 'StartTask';
    const isWanted = this.#isWanted(run);
    void run.report(command).then(() => {
      if (isEnd && isWanted && this.#isWanted(run)) this.#runs.delete(keyOf(run.task));
    });
  }

  /** A poller comes by after a while; it gets the task's token when the task is still wanted then. */
  #offer(run: Run): void {
    const { world, process, clock, random } = this.#options;
    clock.setTimer(random.int(1, POLL_MAX_MS), () => {
      if (!this.#isWanted(run)) return;
      const started = run.report({ kind: 'StartTask', ...addressOf(run.task), workerName: 'poller' });
      void started.then(() => {
        if (this.#isWanted(run)) world.workers.handOver(process, run.task);
      });
    });
  }
}

function keyOf(task: TaskAddress): string {
  return `${task.taskId} ${task.executionArn}`;
}
