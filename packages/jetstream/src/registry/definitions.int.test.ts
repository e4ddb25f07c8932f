import { activityKey, type ActivityRecord, type RevisionRecord, revisionKey } from '@edgestep/shared';
import { startHubAndZones, type HubAndZones } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { DefinitionStore } from './definition-store.ts';
import { DefinitionView } from './definition-view.ts';
import { keepDefinitionsMirror } from './definitions-mirror.ts';

let servers: HubAndZones;
let hub: Connection;
let zone: Connection;
let store: DefinitionStore;
let cleanUp: AsyncDisposableStack;

beforeEach(async () => {
  cleanUp = new AsyncDisposableStack();
  servers = cleanUp.use(await startHubAndZones(['dallas']));
  hub = cleanUp.use(await connect({ servers: [servers.hub.url], name: 'hub' }));
  zone = cleanUp.use(await connect({ servers: [servers.zone('dallas').url], name: 'dallas' }));
  store = cleanUp.use(await DefinitionStore.open({ connection: hub }));
});

afterEach(() => cleanUp.disposeAsync());

function activity(name: string): ActivityRecord {
  return { kind: 'activity', name, createdAt: 1, tags: {} };
}

async function put(name: string): Promise<number> {
  const key = activityKey(name);
  return (await store.put(key, activity(name), store.revisionOf(key)))!;
}

function openView(connection = zone): DefinitionView {
  return cleanUp.use(new DefinitionView(connection));
}

const names = (view: DefinitionView) => [...view.activities()].map(({ name }) => name).toSorted();

describe('a view of a zone', () => {
  it('catches up with what another view of the zone has shown, also when it has only begun', async () => {
    cleanUp.use(keepDefinitionsMirror({ connection: zone, zone: 'dallas' }));
    const one = openView();
    await one.waitForRevision(await put('approve'), 10_000);
    const other = openView();
    expect(other.activity('approve')).toBeUndefined();
    await other.catchUp(10_000);
    expect(other.activity('approve')).toBeDefined();
  });
});

describe('the definitions at the hub', () => {
  it('are shown as soon as they are written', async () => {
    const revision = await put('approve');
    await store.waitForRevision(revision);
    expect(store.view.activity('approve')).toEqual(activity('approve'));
    expect(store.revisionOf(activityKey('approve'))).toBe(revision);
    expect(store.view.stateMachine('approve')).toBeUndefined();
  });

  it('are written only against the revision that the writer has seen', async () => {
    const key = activityKey('approve');
    const first = await put('approve');
    expect(await store.put(key, activity('approve'), 99)).toBeUndefined();
    expect(await store.delete(key, 99)).toBeUndefined();
    const deleted = await store.delete(key, first);
    await store.waitForRevision(deleted!);
    expect(store.view.activity('approve')).toBeUndefined();
    expect(store.revisionOf(key)).toBe(0);
    expect(await store.put(key, activity('approve'), 0)).toBeGreaterThan(deleted!);
    expect(await store.put(key, { ...activity('approve'), createdAt: 2 }, 0)).toBeUndefined();
  });

  it('are not lost or doubled when the answer to a write is', async () => {
    const key = activityKey('approve');
    const first = await put('approve');
    await servers.hub.kill();
    const writing = store.put(key, { ...activity('approve'), createdAt: 2 }, first);
    await servers.hub.restart();
    await store.waitForRevision((await writing)!);
    expect(store.view.activity('approve')?.createdAt).toBe(2);
  });

  it('that somebody wrote by hand and are no JSON are passed over', async () => {
    hub.nats.publish('$KV.definitions.act.broken', '{');
    await put('approve');
    await expect.poll(() => names(store.view)).toEqual(['approve']);
  });
});

describe('the definitions in a zone', () => {
  it('follow those of the hub, under the same revisions', async () => {
    const view = openView();
    await put('before');
    cleanUp.use(keepDefinitionsMirror({ connection: zone, zone: 'dallas' }));
    await view.untilCurrent(10_000);
    const revision = await put('after');
    await view.waitForRevision(revision);
    expect(names(view)).toEqual(['after', 'before']);
    await expect(view.waitForRevision(revision + 1, 50)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('wait for a content that is on its way', async () => {
    const view = openView();
    cleanUp.use(keepDefinitionsMirror({ connection: zone, zone: 'dallas' }));
    const awaited = view.waitForRevisionRecord('r1', 10_000);
    const record = {
      kind: 'revision',
      revisionId: 'r1',
      stateMachine: 'm',
      definition: '{}',
    } as RevisionRecord;
    await store.put(revisionKey('r1'), record, 0);
    expect(await awaited).toMatchObject({ definition: '{}' });
    expect(await view.waitForRevisionRecord('r2', 20)).toBeUndefined();
  });

  it('are there when everything in the zone starts cold and the hub is away, and go on when it is back', async () => {
    cleanUp.use(keepDefinitionsMirror({ connection: zone, zone: 'dallas' }));
    const before = openView();
    await before.waitForRevision(await put('before'), 10_000);
    await servers.hub.stop();
    await servers.zone('dallas').restart();
    await using cold = await connect({ servers: [servers.zone('dallas').url], name: 'cold' });
    await using mirror = keepDefinitionsMirror({ connection: cold, zone: 'dallas' });
    await using view = new DefinitionView(cold);
    await view.untilCurrent(5_000);
    expect(names(view)).toEqual(['before']);
    await servers.hub.restart();
    const after = put('after');
    await view.waitForRevision(await after, 20_000);
    expect(names(view)).toEqual(['after', 'before']);
    await expect
      .poll(() => [...mirror.health.values()][0], { timeout: 5_000 })
      .toEqual({ kind: 'following', lag: 0 });
  });

  it('arrive when the zone was there before the hub', async () => {
    await servers.hub.stop();
    const view = openView();
    cleanUp.use(keepDefinitionsMirror({ connection: zone, zone: 'dallas' }));
    await expect(view.untilCurrent(500)).rejects.toMatchObject({ code: 'timeout' });
    await servers.hub.restart();
    await view.waitForRevision(await put('late'), 20_000);
    expect(names(view)).toEqual(['late']);
  });

  it('are those of the hub, also when the hub lost everything and begins anew', async () => {
    const view = openView();
    cleanUp.use(keepDefinitionsMirror({ connection: zone, zone: 'dallas' }));
    for (const name of ['one', 'two', 'three']) await put(name);
    await view.waitForRevision(3, 10_000);
    const { streams } = await hub.jetStream();
    await streams.delete('KV_definitions');
    await using anew = await DefinitionStore.open({ connection: hub });
    await anew.put(activityKey('four'), activity('four'), 0);
    await expect.poll(() => names(view), { timeout: 15_000 }).toEqual(['four']);
  });
});
