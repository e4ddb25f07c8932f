import type { TaskAssignment } from '@edgestep/engine';
import type { ExecutionCommand } from '@edgestep/shared';

import type { ApiCaller } from '../clients/api-caller.ts';
import type { Scheduler } from '../core/scheduler.ts';
import type { SeededRandom } from '../core/seeded-random.ts';
import type { SimulatedNetwork } from '../core/simulated-network.ts';
import { SimulatedProcess } from '../core/simulated-process.ts';
import { addressOf, drawWorkerPlan, type WorkerPlan } from './worker-plan.ts';

export interface WorkersOptions {
  readonly scheduler: Scheduler;
  readonly network: SimulatedNetwork;
  readonly random: SeededRandom;
  /** Where reports with a task token go. */
  readonly api: () => ApiCaller;
}

/** How likely a token is used by two workers, with different results. */
const TWICE_CHANCE = 0.15;

/** Everybody who does tasks in the zone. */
export class SimulatedWorkers {
  readonly #options: WorkersOptions;
  readonly #process = new SimulatedProcess('workers');
  #reports = 0;

  constructor(options: WorkersOptions) {
    this.#options = options;
  }

  /** A function is called: its answers go back to the node that called. */
  call(from: SimulatedProcess, task: TaskAssignment, answer: (command: ExecutionCommand) => void): void {
    const { network } = this.#options;
    network.send(from, this.#process, () => {
      const reply = (command: ExecutionCommand) => network.send(this.#process, from, () => answer(command));
      if (isByToken(task)) {
        reply({ kind: 'SubmitTask', ...addressOf(task), output: { StatusCode: 200 } });
        this.#work(task, (command) => this.#options.api().report(command));
      } else this.#work(task, reply);
    });
  }

  /** A poller gets an activity's token. */
  handOver(from: SimulatedProcess, task: TaskAssignment): void {
    this.#options.network.send(from, this.#process, () =>
      this.#work(task, (command) => this.#options.api().report(command)),
    );
  }

  #work(task: TaskAssignment, say: (command: ExecutionCommand) => void): void {
    const { random } = this.#options;
    this.#follow(task, this.#draw(task), say);
    if (random.chance(TWICE_CHANCE)) this.#follow(task, this.#draw(task), say);
  }

  #draw(task: TaskAssignment): WorkerPlan {
    this.#reports += 1;
    return drawWorkerPlan(this.#options.random, task, this.#reports);
  }

  #follow(
    task: TaskAssignment,
    { afterMs, beatEveryMs, report }: WorkerPlan,
    say: (command: ExecutionCommand) => void,
  ): void {
    const { scheduler } = this.#options;
    if (beatEveryMs !== undefined) {
      if (task.target.family !== 'activity') say({ kind: 'StartTask', ...addressOf(task) });
      for (let at = beatEveryMs; at < afterMs; at += beatEveryMs) {
        scheduler.after(at, this.#process, () => say({ kind: 'HeartbeatTask', ...addressOf(task) }));
      }
    }
    if (report !== undefined) scheduler.after(afterMs, this.#process, () => say(report));
  }
}

function isByToken({ target }: TaskAssignment): boolean {
  return target.family === 'service' && target.pattern === 'wait-for-task-token';
}
