import { join } from 'node:path';

/** The folder with the peers' own package: none of them is a dependency of the product. */
export const PEERS_DIR = join(import.meta.dirname, '..', '..', 'peers');

export type PeerName = 'restate' | 'dbos' | 'aws-local-stepfunctions';

/** What a user would choose instead. */
export interface Peer {
  /** As a row of a table names it. */
  readonly system: string;
  /** The npm package whose version stands for the peer's. */
  readonly packageName: string;
  /** What it has done with a record before it goes on, as it comes out of the box. */
  readonly durability: string;
}

export const PEERS = {
  restate: {
    system: 'Restate',
    packageName: '@restatedev/restate-server',
    durability:
      'its defaults: one node, 24 partitions, every step in a replicated log of one replica, whose RocksDB syncs its ' +
      'write-ahead log to the disk (`rocksdb-disable-wal-fsync = false`)',
  },
  dbos: {
    system: 'DBOS',
    packageName: '@dbos-inc/dbos-sdk',
    durability:
      'its defaults on PostgreSQL with its defaults (`fsync` and `synchronous_commit` on): a commit a step',
  },
  'aws-local-stepfunctions': {
    system: 'aws-local-stepfunctions',
    packageName: 'aws-local-stepfunctions',
    durability: 'none: it is an interpreter in memory',
  },
} as const satisfies Readonly<Record<PeerName, Peer>>;

export const PEER_NAMES = Object.keys(PEERS) as readonly PeerName[];

/** What a run has of a peer: its figures, or why there are none. */
export type PeerReport = { readonly name: PeerName; readonly system: string; readonly durability: string } & (
  | { readonly kind: 'there'; readonly version: string }
  | { readonly kind: 'absent'; readonly reason: string }
);
