import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { silentLog, startWorker, TaskError } from '@edgestep/sdk';

import type { LedgerLine } from './ledger.ts';

/**
 * A worker that writes down each time that it did the work for a key, in one write to a file of its own, before it
 * answers: killed at any moment, what it did is known.
 */
const [, , servers = '', ledgerFile = ''] = process.argv;

const WORK_MS_MAX = 60;

interface Work {
  readonly key: string;
}

async function work(key: string, token?: string): Promise<LedgerLine> {
  const line: LedgerLine = {
    key,
    run: randomUUID(),
    at: Date.now(),
    ...(token === undefined ? {} : { token }),
  };
  await delay(Math.random() * WORK_MS_MAX);
  appendFileSync(ledgerFile, `${JSON.stringify(line)}\n`);
  await delay(Math.random() * WORK_MS_MAX);
  return line;
}

const worker = await startWorker({
  servers,
  concurrency: 16,
  waitingMax: 64,
  log: silentLog,
  functions: {
    apply: async ({ key }: Work) => {
      const { run } = await work(key);
      return { key, run };
    },
    request: async ({ key, token }: Work & { readonly token: string }) => {
      await work(key, token);
    },
    flaky: async ({ key, tries }: Work & { readonly tries: number }) => {
      const { run } = await work(key);
      if (tries === 0) throw new TaskError('Flaky', run);
      return { key, run };
    },
    doomed: async ({ key }: Work) => {
      const { run } = await work(key);
      throw new TaskError('Doomed', run);
    },
  },
});
await worker.closed;
