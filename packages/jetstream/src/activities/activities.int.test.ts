import { activityOfferSubject } from '@edgestep/shared';
import { startLinkProxy, startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { POLLERS_QUEUE, type ActivityTask } from './activity-messages.ts';
import { ActivityOffers } from './activity-offers.ts';
import { ActivityPollers } from './activity-pollers.ts';

const forEver = new AbortController().signal;
const LONG_MS = 20_000;

let cleanUp: AsyncDisposableStack;
let server: NatsTestServer;
let owner: ActivityOffers;
let near: Node;
let far: Node;
let byHand: Connection;
let troubles: string[];

/** A node with workers that poll. */
interface Node {
  readonly pollers: ActivityPollers;
  poll(activity: string, worker?: string, signal?: AbortSignal): Promise<ActivityTask | undefined>;
}

async function startNode(name: string, url = server.url): Promise<Node> {
  const connection = cleanUp.use(await connect({ servers: [url], name }));
  const pollers = cleanUp.use(new ActivityPollers(connection, (message) => troubles.push(message)));
  return {
    pollers,
    poll: (activity, worker, signal = forEver) => pollers.poll(activity, worker, LONG_MS, signal),
  };
}

beforeEach(async () => {
  troubles = [];
  cleanUp = new AsyncDisposableStack();
  server = cleanUp.use(await startNatsServer());
  const connection = cleanUp.use(await connect({ servers: [server.url], name: 'owner' }));
  owner = cleanUp.use(new ActivityOffers(connection, (message) => troubles.push(message)));
  [near, far] = await Promise.all([startNode('near'), startNode('far')]);
  byHand = cleanUp.use(await connect({ servers: [server.url], name: 'by hand' }));
});

afterEach(() => cleanUp.disposeAsync());

interface Offered {
  /** The workers for which the task was claimed. */
  readonly claims: (string | undefined)[];
  readonly done: Promise<void>;
  readonly stop: AbortController;
}

function offer(label: string, activity = 'inspect'): Offered {
  const claims: (string | undefined)[] = [];
  const stop = new AbortController();
  const claim = async (workerName: string | undefined): Promise<ActivityTask> => {
    claims.push(workerName);
    return { taskToken: `token ${label}`, input: `{"label":"${label}"}` };
  };
  return { claims, stop, done: owner.offer(activity, { claim }, stop.signal) };
}

const task = (label: string): ActivityTask => ({
  taskToken: `token ${label}`,
  input: `{"label":"${label}"}`,
});

/** A poller in another program, which behaves as the test tells; answers how often it was offered something. */
async function pollByHand(answer: () => string): Promise<{ readonly offers: number; end(): void }> {
  let offers = 0;
  const subscription = byHand.nats.subscribe(activityOfferSubject('inspect'), {
    queue: POLLERS_QUEUE,
    callback: (_error, message) => {
      offers += 1;
      message.respond(answer());
    },
  });
  await byHand.nats.flush();
  return {
    get offers() {
      return offers;
    },
    end: () => subscription.unsubscribe(),
  };
}

/** Whether somebody listens for offers of an activity, as the server sees it. */
async function listensFor(activity: string): Promise<boolean> {
  const response = await fetch(`${server.monitorUrl}/subsz?subs=1&test=${activityOfferSubject(activity)}`);
  return ((await response.json()) as { total: number }).total > 0;
}

async function subscriptions(): Promise<number> {
  const response = await fetch(`${server.monitorUrl}/subsz`);
  return ((await response.json()) as { num_subscriptions: number }).num_subscriptions;
}

describe('the task of an activity', () => {
  it('goes to a poller that waits on another node, and is claimed for it', async () => {
    const polled = near.poll('inspect', 'worker-1');
    const offered = offer('a');
    expect(await polled).toEqual(task('a'));
    await offered.done;
    expect(offered.claims).toEqual(['worker-1']);
  });

  it('waits for a poller, and is not claimed before one comes', async () => {
    const offered = offer('a');
    await expect.poll(subscriptions).toBeGreaterThan(0);
    expect(offered.claims).toEqual([]);
    expect(await far.poll('inspect')).toEqual(task('a'));
    await offered.done;
    expect(offered.claims).toEqual([undefined]);
  });

  it('goes to nobody who polls for another activity, whatever the names', async () => {
    const names = ['Überprüfung', 'a b', 'a.b', '>', '*'];
    const polls = names.map((name) => near.poll(name));
    for (const name of names.toReversed()) await offer(name, name).done;
    expect(await Promise.all(polls)).toEqual(names.map((name) => task(name)));
  });

  it('is handed over before those that were offered later, to the poller that came first', async () => {
    const offers = ['a', 'b', 'c'].map((label) => offer(label));
    const polls: Promise<ActivityTask | undefined>[] = [];
    for (let count = 0; count < 3; count += 1) polls.push(near.poll('inspect', `w${count}`));
    expect(await Promise.all(polls)).toEqual([task('a'), task('b'), task('c')]);
    await Promise.all(offers.map(({ done }) => done));
    expect(offers.map(({ claims }) => claims)).toEqual([['w0'], ['w1'], ['w2']]);
  });

  it('is handed over once, with many tasks and many pollers on several nodes', async () => {
    const labels = Array.from({ length: 300 }, (_, index) => `t${index}`);
    const got: string[] = [];
    const stop = new AbortController();
    const working = Array.from({ length: 24 }, async (_, index) => {
      const node = index % 2 === 0 ? near : far;
      for (;;) {
        const polled = await node.poll('inspect', `w${index}`, stop.signal);
        if (polled === undefined) return;
        got.push(polled.taskToken);
      }
    });
    const offers = labels.map((label) => offer(label));
    await Promise.all(offers.map(({ done }) => done));
    stop.abort();
    await Promise.all(working);
    expect(got.toSorted()).toEqual(labels.map((label) => `token ${label}`).toSorted());
    expect(offers.flatMap(({ claims }) => claims)).toHaveLength(labels.length);
  });

  it('is not claimed any more when it is no longer wanted, and the poller waits on', async () => {
    const unwanted = offer('unwanted');
    unwanted.stop.abort();
    await unwanted.done;
    const polled = near.poll('inspect', 'worker-1');
    let asked = 0;
    const overtaken = async (): Promise<undefined> => {
      asked += 1;
    };
    await owner.offer('inspect', { claim: overtaken }, forEver);
    await offer('wanted').done;
    expect(await polled).toEqual(task('wanted'));
    expect(unwanted.claims).toEqual([]);
    expect(asked).toBe(1);
  });

  it('is claimed again when the claim failed, and the poller waits on', async () => {
    const polled = near.poll('inspect', 'worker-1');
    let tries = 0;
    const claim = async () => {
      tries += 1;
      if (tries < 3) throw new Error('the log is away');
      return task('a');
    };
    await owner.offer('inspect', { claim }, forEver);
    expect(await polled).toEqual(task('a'));
    expect(tries).toBe(3);
    expect(troubles).toEqual([1, 2].map(() => expect.stringContaining('the log is away')));
  });

  it('that is too large to be sent is told to its owner, and the poller waits on', async () => {
    const polled = near.poll('inspect', 'worker-1');
    const claim = async () => ({ taskToken: 't', input: 'x'.repeat(9_000_000) });
    await expect(owner.offer('inspect', { claim }, forEver)).rejects.toThrow(/too large to be handed over/);
    await offer('next').done;
    expect(await polled).toEqual(task('next'));
  });

  it('goes to the next poller when one gave up', async () => {
    const stop = new AbortController();
    const gaveUp = near.poll('inspect', 'impatient', stop.signal);
    const waits = far.poll('inspect', 'patient');
    stop.abort();
    expect(await gaveUp).toBeUndefined();
    const offered = offer('a');
    expect(await waits).toEqual(task('a'));
    await offered.done;
    expect(offered.claims).toEqual(['patient']);
  });
});

describe('a poller that vanishes before it has the task', () => {
  it.each([
    ['with its program', 'nobody.listens.here'],
    ['by hanging', 'silence'],
  ])('%s: the task, claimed once, goes to another', async (_how, handOver) => {
    byHand.nats.subscribe('silence', { callback: () => {} });
    const answer = JSON.stringify({ kind: 'accepted', workerName: 'doomed', handOver });
    const doomed = await pollByHand(() => answer);
    const offered = offer('a');
    await expect.poll(() => doomed.offers).toBeGreaterThan(0);
    doomed.end();
    expect(await near.poll('inspect', 'heir')).toEqual(task('a'));
    await offered.done;
    expect(offered.claims).toEqual(['doomed']);
  });

  it('by giving up while the task was claimed: the task goes to another', async () => {
    const claiming = Promise.withResolvers<void>();
    const claimed = Promise.withResolvers<ActivityTask>();
    const stop = new AbortController();
    const gaveUp = near.poll('inspect', 'impatient', stop.signal);
    const claim = () => {
      claiming.resolve();
      return claimed.promise;
    };
    const offered = owner.offer('inspect', { claim }, forEver);
    await claiming.promise;
    stop.abort();
    expect(await gaveUp).toBeUndefined();
    const heir = far.poll('inspect', 'heir');
    claimed.resolve(task('a'));
    expect(await heir).toEqual(task('a'));
    await offered;
  });

  it('with its link frozen: the task goes to another', async () => {
    const proxy = cleanUp.use(await startLinkProxy(server.place.port));
    const remote = await startNode('remote', proxy.url);
    const frozen = remote.poll('inspect', 'frozen');
    await expect.poll(() => listensFor('inspect')).toBe(true);
    proxy.hold();
    const offered = offer('a');
    const polled = near.poll('inspect', 'warm');
    expect(await polled).toEqual(task('a'));
    await offered.done;
    expect(offered.claims).toEqual(['warm']);
    proxy.restore();
    await remote.pollers[Symbol.asyncDispose]();
    expect(await frozen).toBeUndefined();
  });

  it.each(['what?', 'null', '{"kind":"accepted"}', '{"kind":"accepted","handOver":"a b"}'])(
    'in the words %j is passed over',
    async (words) => {
      const confused = await pollByHand(() => words);
      const offered = offer('a');
      await expect.poll(() => confused.offers).toBeGreaterThan(0);
      confused.end();
      expect(await near.poll('inspect')).toEqual(task('a'));
      await offered.done;
    },
  );
});

describe('an owner whose task was claimed and then no longer wanted', () => {
  it('hands it over all the same: the worker is recorded as its holder', async () => {
    const claiming = Promise.withResolvers<void>();
    const claimed = Promise.withResolvers<ActivityTask>();
    const stop = new AbortController();
    const polled = near.poll('inspect', 'worker-1');
    const claim = () => {
      claiming.resolve();
      return claimed.promise;
    };
    const offered = owner.offer('inspect', { claim }, stop.signal);
    await claiming.promise;
    stop.abort();
    await offered;
    claimed.resolve(task('a'));
    expect(await polled).toEqual(task('a'));
  });
});

describe('offers and polls', () => {
  it('that waited while the server was killed find each other when it is back', async () => {
    const offered = offer('a', 'before');
    await expect.poll(subscriptions).toBeGreaterThan(0);
    const polled = near.poll('after');
    await server.kill();
    const polledMeanwhile = far.poll('before');
    await server.restart();
    const offeredLater = offer('b', 'after');
    expect(await polledMeanwhile).toEqual(task('a'));
    expect(await polled).toEqual(task('b'));
    await Promise.all([offered.done, offeredLater.done]);
  });

  it('leave no subscription behind', async () => {
    const warmUp = offer('warm up');
    await near.poll('inspect');
    await warmUp.done;
    await expect.poll(() => listensFor('inspect')).toBe(false);
    const before = await subscriptions();
    const offers = ['a', 'b', 'c'].map((label) => offer(label));
    await Promise.all([1, 2].map(() => near.poll('inspect')));
    for (const { stop } of offers) stop.abort();
    await Promise.all(offers.map(({ done }) => done));
    const stop = new AbortController();
    const polls = [1, 2].map(() => far.poll('inspect', undefined, stop.signal));
    stop.abort();
    await Promise.all(polls);
    await expect.poll(subscriptions).toBe(before);
  });

  it('end with their node', async () => {
    const offered = offer('a');
    const polled = near.poll('other');
    owner[Symbol.dispose]();
    await near.pollers[Symbol.asyncDispose]();
    await offered.done;
    expect(await polled).toBeUndefined();
    expect(await near.poll('other')).toBeUndefined();
    expect(offered.claims).toEqual([]);
  });
});

describe('a poll', () => {
  it('ends without a task when its time is over', async () => {
    expect(await near.pollers.poll('inspect', undefined, 20, forEver)).toBeUndefined();
    const offered = offer('a');
    expect(await far.poll('inspect')).toEqual(task('a'));
    await offered.done;
  });

  it('whose time is over while its task is claimed still gets it, and no other', async () => {
    const claimed = Promise.withResolvers<ActivityTask | undefined>();
    const polled = near.pollers.poll('inspect', 'worker-1', 150, forEver);
    const other = near.pollers.poll('inspect', 'worker-2', 150, forEver);
    const claim = () => claimed.promise;
    const offers = [1, 2].map(() => owner.offer('inspect', { claim }, forEver));
    await new Promise((resolve) => setTimeout(resolve, 300));
    claimed.resolve(task('a'));
    expect([await polled, await other]).toEqual([task('a'), task('a')]);
    await Promise.all(offers);
    const unclaimed = near.pollers.poll('inspect', 'worker-1', 50, forEver);
    const slow = async (): Promise<undefined> => {
      await new Promise((resolve) => setTimeout(resolve, 100));
    };
    await owner.offer('inspect', { claim: slow }, forEver);
    expect(await unclaimed).toBeUndefined();
  });

  it('is not harmed by a hand-over that makes no sense', async () => {
    const polled = near.poll('inspect', 'worker-1');
    await expect.poll(() => listensFor('inspect')).toBe(true);
    const accepted = await byHand.nats.request(activityOfferSubject('inspect'));
    const { handOver } = accepted.json<{ handOver: string }>();
    for (const words of [
      'null',
      '{"kind":"task"}',
      '7',
      'what?',
      '{"kind":"withdrawn"}',
      '{"kind":"task"}',
    ]) {
      await byHand.nats.request(handOver, words);
    }
    const offered = offer('a');
    expect(await polled).toEqual(task('a'));
    await offered.done;
    expect(troubles).toHaveLength(5);
  });

  it('that was answered is answered again: an owner that missed it need not look for another', async () => {
    const polled = near.poll('inspect', 'worker-1');
    await expect.poll(() => listensFor('inspect')).toBe(true);
    const accepted = await byHand.nats.request(activityOfferSubject('inspect'));
    const { handOver } = accepted.json<{ handOver: string }>();
    const message = JSON.stringify({ kind: 'task', ...task('a') });
    const answers = [
      await byHand.nats.request(handOver, message),
      await byHand.nats.request(handOver, message),
    ];
    expect(answers.map((answer) => answer.json())).toEqual([{ kind: 'taken' }, { kind: 'taken' }]);
    expect(await polled).toEqual(task('a'));
    const gone = await byHand.nats.request(`${handOver}x`, message);
    expect(gone.json()).toEqual({ kind: 'gone' });
  });
});
