import type { CommandAnswer, ExecutionCommand } from '@edgestep/shared';

import type { ClosedExecution } from '../effects/closed-execution.ts';
import type { Effect } from '../effects/effect.ts';
import type { MapRunWorker } from '../ports/map-run-worker.ts';
import type { TaskDispatcher } from '../ports/task-dispatcher.ts';
import type { TimerQueue } from './timer-queue.ts';

export interface EffectPorts {
  readonly dispatcher: TaskDispatcher;
  readonly mapRuns: MapRunWorker;
  readonly timers: TimerQueue;
  readonly submit: (command: ExecutionCommand) => Promise<CommandAnswer>;
  /** A command of the processor itself: nobody waits for its answer. */
  readonly enqueue: (command: ExecutionCommand) => void;
  readonly onClosed: (execution: ClosedExecution) => void;
  readonly onFault: (fault: unknown, executionArn: string | undefined) => void;
}

/** Does what decisions called for. Its caller sees to it that the decisions are durable (E1). */
export class EffectPerformer {
  readonly #ports: EffectPorts;

  constructor(ports: EffectPorts) {
    this.#ports = ports;
  }

  /** Performs effects in their order. One that fails, against its port's contract, does not keep the others. */
  perform(effects: readonly Effect[]): void {
    for (const effect of effects) {
      try {
        this.#performOne(effect);
      } catch (fault) {
        this.#ports.onFault(fault, undefined);
      }
    }
  }

  #performOne(effect: Effect): void {
    const { dispatcher, timers } = this.#ports;
    switch (effect.kind) {
      case 'DispatchTask':
        dispatcher.dispatch(effect.task, this.#report);
        return;
      case 'CancelTask':
        dispatcher.cancel(effect.task);
        return;
      case 'SetTimer':
        timers.set(effect.executionArn, effect.timer);
        return;
      case 'ClearTimers':
        timers.clearFrame(effect.executionArn, effect.frame);
        return;
      case 'Continue':
        this.#ports.enqueue({ kind: 'ContinueExecution', executionArn: effect.executionArn });
        return;
      case 'DoMapRunWork':
        this.#ports.mapRuns.perform(effect.work, this.#report);
        return;
      case 'AbandonMapRun':
        this.#ports.mapRuns.abandon(effect.run, effect.children, effect.writing);
        return;
      case 'ExecutionClosed':
        timers.clearExecution(effect.execution.executionArn);
        this.#ports.onClosed(effect.execution);
        return;
    }
  }

  readonly #report = async (command: ExecutionCommand): Promise<void> => {
    await this.#ports.submit(command);
  };
}
