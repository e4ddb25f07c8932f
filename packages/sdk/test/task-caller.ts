import { TASK_HEADERS, type WorkerProgress } from '@edgestep/shared';
import { connect, createInbox, headers, type Msg, type NatsConnection } from '@nats-io/transport-node';

/** A task that was handed out, as its caller sees it. */
export interface HandedOut {
  /** What the worker told, in order. */
  readonly progress: WorkerProgress[];
  readonly answer: Promise<Msg>;
  /** Tells the worker that the result is not wanted, with the next chance to do so. */
  cancel(reason: string): void;
  /** Stops listening, as a caller does that died. */
  vanish(): void;
  until(kind: WorkerProgress['kind'], count?: number): Promise<void>;
}

/** The other end of the worker in its tests: what a zone's node does, with nothing but NATS. */
export class TaskCaller implements AsyncDisposable {
  readonly connection: NatsConnection;

  private constructor(connection: NatsConnection) {
    this.connection = connection;
  }

  static async connect(url: string): Promise<TaskCaller> {
    return new TaskCaller(await connect({ servers: url, reconnectTimeWait: 400, maxReconnectAttempts: -1 }));
  }

  handOut(functionName: string, body: string, more: Record<string, string> = {}): HandedOut {
    const progress: WorkerProgress[] = [];
    const subject = createInbox();
    let cancelSubject: string | undefined;
    const watchers = new Set<() => void>();
    const subscription = this.connection.subscribe(subject, {
      callback: (_, message) => {
        cancelSubject = message.reply;
        progress.push(message.json<WorkerProgress>());
        for (const watcher of watchers) watcher();
      },
    });
    const set = headers();
    set.set(TASK_HEADERS.progress, subject);
    for (const [name, value] of Object.entries(more)) set.set(name, value);
    const answer = this.connection.request(`fn.${functionName}`, body, { headers: set, timeout: 20_000 });
    answer.catch(() => undefined);
    return {
      progress,
      answer,
      cancel: (reason) => {
        if (cancelSubject === undefined) throw new Error('the worker has told no subject to cancel on');
        this.connection.publish(cancelSubject, JSON.stringify({ kind: 'cancel', reason }));
      },
      vanish: () => subscription.unsubscribe(),
      until: (kind, count = 1) =>
        new Promise((resolve) => {
          const check = (): void => {
            if (progress.filter((told) => told.kind === kind).length >= count) resolve();
          };
          watchers.add(check);
          check();
        }),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection.close();
  }
}
