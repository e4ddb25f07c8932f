import { setTimeout as delay } from 'node:timers/promises';

import { paint, toneOfStatus } from '../terminal/paint.ts';
import { ExecutionProgress, type Visit } from '../watch/execution-progress.ts';
import { renderProgress } from '../watch/render-progress.ts';
import type { Connection } from './connect.ts';

const POLL_MS = 150;

/**
 * `edgestep watch EXECUTION`: the states as they light up. On a terminal the view is drawn over; elsewhere each
 * change is a line (or a JSON document) of its own. Answers whether the execution succeeded.
 */
export async function watch(
  connection: Connection,
  executionArn: string,
  options: { readonly data: boolean },
): Promise<boolean> {
  const { client, terminal } = connection;
  const progress = new ExecutionProgress();
  const view = terminal.interactive
    ? new LiveView(connection, options.data)
    : new LineView(connection, options.data);
  for (;;) {
    for await (const event of client.history(executionArn)) {
      if (event.id > progress.lastEventId) progress.apply(event as Parameters<ExecutionProgress['apply']>[0]);
    }
    view.draw(progress);
    if (progress.ended !== undefined) break;
    await delay(POLL_MS);
  }
  const ended = await client.describeExecution({ executionArn });
  terminal.result(ended, () => {
    const status = paint(ended.status, toneOfStatus(ended.status), terminal.interactive);
    const detail = ended.status === 'SUCCEEDED' ? ended.output : `${ended.error ?? ''} ${ended.cause ?? ''}`;
    return `\n${status} ${executionArn}\n${detail ?? ''}`.trimEnd();
  });
  return ended.status === 'SUCCEEDED';
}

interface View {
  draw(progress: ExecutionProgress): void;
}

/** Draws over what it drew before. */
class LiveView implements View {
  readonly #connection: Connection;
  readonly #data: boolean;
  #lines = 0;

  constructor(connection: Connection, data: boolean) {
    this.#connection = connection;
    this.#data = data;
  }

  draw(progress: ExecutionProgress): void {
    const { terminal } = this.#connection;
    const rows = process.stdout.rows ?? 40;
    const lines = renderProgress(progress, {
      columns: terminal.columns,
      coloured: true,
      data: this.#data,
      visitsMax: Math.max(5, Math.floor((rows - 6) / (this.#data ? 3 : 1))),
      now: Date.now(),
    });
    const up = this.#lines === 0 ? '' : `\u001b[${this.#lines}A\u001b[J`;
    terminal.write(`${up}${lines.join('\n')}\n`);
    this.#lines = lines.length;
  }
}

/** Writes a line for every state that was entered or left since the last time. */
class LineView implements View {
  readonly #connection: Connection;
  readonly #data: boolean;
  readonly #told = new Map<number, Visit['status']>();

  constructor(connection: Connection, data: boolean) {
    this.#connection = connection;
    this.#data = data;
  }

  draw(progress: ExecutionProgress): void {
    const { terminal } = this.#connection;
    for (const visit of progress.visits) {
      if (this.#told.get(visit.eventId) === visit.status) continue;
      this.#told.set(visit.eventId, visit.status);
      terminal.result({ state: visit.name, type: visit.type, status: visit.status, error: visit.error }, () =>
        renderProgress({ visits: [visit] } as ExecutionProgress, {
          columns: Math.max(terminal.columns, 100),
          coloured: false,
          data: this.#data,
          visitsMax: 1,
          now: Date.now(),
        }).join('\n'),
      );
    }
  }
}
