import { BatchTaskCaller } from './batch-task-caller.ts';
import { SingleCaller } from './single-caller.ts';
import type { TaskCaller } from './task-caller.ts';

/** The ways in which a task comes to a worker, for specifications that hold for all of them. */
export const WAYS: readonly {
  readonly way: string;
  readonly connect: (url: string) => Promise<TaskCaller>;
}[] = [
  { way: 'a request of its own', connect: (url) => SingleCaller.connect(url) },
  { way: 'a batch', connect: (url) => BatchTaskCaller.connect(url) },
];
