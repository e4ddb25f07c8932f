import { silentLog, startWorker } from '@edgestep/sdk';
import { isJsonObject, type Json } from '@edgestep/shared';

import { ApiCaller } from '../api/api-caller.ts';

/** What the program is told first. */
export interface TokenHolderOptions {
  readonly servers: string;
  readonly url: string;
}

/** What it is told when the tokens are to be answered, through the API. */
export interface AnswerTokens {
  readonly perSecond: number;
}

/** What it says from time to time. */
export interface TokenCount {
  /** How many executions it has a token of. */
  readonly held: number;
  /** How many answers were refused: those that came twice because the first one was not answered. */
  readonly refused: number;
}

const TOLD_MS = 500;
const TICK_MS = 20;
/** Calls that are under way at once. */
const CALLS_MAX = 64;

/** A worker that takes task tokens and keeps them until it is told to answer them. Ends when the bench disconnects. */
process.once('message', (options: TokenHolderOptions) => void hold(options));

async function hold({ servers, url }: TokenHolderOptions): Promise<void> {
  // By execution: a call that is made twice brings two tokens of one task.
  const tokens = new Map<string, string>();
  const worker = await startWorker({
    servers,
    name: 'bench',
    functions: { hold: (input) => keep(tokens, input) },
    concurrency: 256,
    waitingMax: 10_000,
    log: silentLog,
  });
  let refused = 0;
  const told = setInterval(() => {
    const count: TokenCount = { held: tokens.size, refused };
    process.send?.(count);
  }, TOLD_MS);
  process.on('message', ({ perSecond }: AnswerTokens) =>
    answerAll(url, [...tokens.values()], perSecond, () => (refused += 1)),
  );
  process.once('disconnect', () => {
    clearInterval(told);
    void worker.drain();
  });
  process.send?.({});
}

function keep(tokens: Map<string, string>, input: Json): Json {
  if (!isJsonObject(input)) throw new TypeError('the input is no object');
  const { executionArn, token } = input;
  if (typeof executionArn !== 'string' || typeof token !== 'string') throw new TypeError('there is no token');
  tokens.set(executionArn, token);
  return null;
}

function answerAll(url: string, tokens: readonly string[], perSecond: number, onRefused: () => void): void {
  const caller = new ApiCaller(url);
  let underWay = 0;
  let allowed = 0;
  let next = 0;
  const ticking = setInterval(() => {
    allowed += (perSecond * TICK_MS) / 1_000;
    for (; allowed >= 1 && underWay < CALLS_MAX && next < tokens.length; allowed -= 1) {
      const taskToken = tokens[next] ?? '';
      next += 1;
      underWay += 1;
      void caller
        .call('SendTaskSuccess', { taskToken, output: JSON.stringify({ sentAt: Date.now() }) })
        .catch(onRefused)
        .finally(() => (underWay -= 1));
    }
    if (next >= tokens.length && underWay === 0) {
      clearInterval(ticking);
      caller[Symbol.dispose]();
    }
  }, TICK_MS);
}
