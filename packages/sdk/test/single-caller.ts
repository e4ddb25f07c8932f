import { TASK_HEADERS, type WorkerProgress } from '@edgestep/shared';
import { connect, createInbox, headers, type Msg, type NatsConnection } from '@nats-io/transport-node';

import {
  CONNECT_OPTIONS,
  ToldProgress,
  type HandedOut,
  type TaskCaller,
  type TaskFacts,
  type TaskOutcome,
} from './task-caller.ts';

/** Hands tasks out one by one, each with a request of its own. */
export class SingleCaller implements TaskCaller {
  readonly connection: NatsConnection;

  private constructor(connection: NatsConnection) {
    this.connection = connection;
  }

  static async connect(url: string): Promise<SingleCaller> {
    return new SingleCaller(await connect({ servers: url, ...CONNECT_OPTIONS }));
  }

  /** `answer` is the message that came back. */
  handOut(functionName: string, input: string, facts: TaskFacts = {}): HandedOut & { answer: Promise<Msg> } {
    const told = new ToldProgress();
    const subject = createInbox();
    let cancelSubject: string | undefined;
    const subscription = this.connection.subscribe(subject, {
      callback: (_, message) => {
        cancelSubject = message.reply;
        told.tell(message.json<WorkerProgress>());
      },
    });
    const set = headers();
    set.set(TASK_HEADERS.progress, subject);
    for (const [name, value] of Object.entries(headersOf(facts))) {
      if (value !== undefined) set.set(name, String(value));
    }
    const answer = this.connection.request(`fn.${functionName}`, input, { headers: set, timeout: 20_000 });
    const outcome = answer.then(outcomeOf);
    outcome.catch(() => undefined);
    return {
      progress: told.all,
      answer,
      outcome,
      cancel: (reason) => {
        if (cancelSubject === undefined) throw new Error('the worker has told no subject to cancel on');
        this.connection.publish(cancelSubject, JSON.stringify({ kind: 'cancel', reason }));
      },
      vanish: () => subscription.unsubscribe(),
      until: (kind, count) => told.until(kind, count),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection.close();
  }
}

function headersOf(facts: TaskFacts): Record<string, string | number | undefined> {
  return {
    [TASK_HEADERS.deadline]: facts.deadline,
    [TASK_HEADERS.taskToken]: facts.token,
    [TASK_HEADERS.state]: facts.state === undefined ? undefined : encodeURIComponent(facts.state),
    [TASK_HEADERS.attempt]: facts.attempt,
    [TASK_HEADERS.traceparent]: facts.traceparent,
  };
}

function outcomeOf(answer: Msg): TaskOutcome {
  const refusal = answer.headers?.get('Edgestep-Refused') ?? '';
  if (refusal !== '') return { kind: 'refused', refusal };
  const isError = answer.headers?.has('Nats-Service-Error-Code') === true;
  return isError ? { kind: 'failed', body: answer.json() } : { kind: 'done', output: answer.json() };
}
