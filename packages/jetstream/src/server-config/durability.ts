/**
 * What a zone promises for an acknowledged write (design: durability is a named setting).
 * - `fsync`: it is on the disk of every replica that acknowledged (`sync_interval: always`).
 * - `replicated`: it is in the memory of a majority of at least three servers, and synced in the background.
 * - `relaxed`: it is with the operating system, and synced every two minutes. For laptops.
 */
export type Durability = 'fsync' | 'replicated' | 'relaxed';

/** The setting of nats-server that gives it; undefined leaves the server's own default of two minutes. */
export function syncIntervalOf(durability: Durability): string | undefined {
  switch (durability) {
    case 'fsync':
      return 'always';
    case 'replicated':
      return '10s';
    case 'relaxed':
      return undefined;
  }
}
