import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A program of the bench in a process of its own. Disposal ends it. */
export interface ChildProgram<Ready> extends AsyncDisposable {
  /** What it said when it was ready. */
  readonly ready: Ready;
  tell(message: object): void;
  /** Hears of what the program says after it was ready. */
  onMessage(listener: (message: object) => void): void;
}

/** Starts a program, hands it `message`, and waits for its answer. Rejects when it ends before. */
export async function startChildProgram<Ready>(file: string, message: object): Promise<ChildProgram<Ready>> {
  const child = fork(file, [], { execArgv: ['--conditions=source'] });
  const ended = once(child, 'exit');
  child.send(message);
  const ready = await Promise.race([
    once(child, 'message').then(([answer]) => ({ answer: answer as Ready })),
    ended.then(() => undefined),
  ]);
  if (ready === undefined) throw new Error(`${file} ended before it was ready`);
  return {
    ready: ready.answer,
    tell: (told) => void child.send(told),
    onMessage: (listener) => void child.on('message', listener),
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
