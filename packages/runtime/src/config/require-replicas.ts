import { EdgestepError } from '@edgestep/shared';

const REPLICATED_MIN = 3;

/**
 * Durability `replicated` means that a majority has a write before it is acknowledged; with fewer than three copies
 * nobody is left when one is lost. Throws `config-invalid`.
 */
export function requireReplicas({
  durability,
  replicas,
}: {
  readonly durability: 'fsync' | 'replicated' | 'relaxed';
  readonly replicas: number;
}): void {
  if (durability !== 'replicated' || replicas >= REPLICATED_MIN) return;
  throw new EdgestepError(
    'config-invalid',
    `EDGESTEP_DURABILITY is replicated, which needs EDGESTEP_REPLICAS of ${REPLICATED_MIN} or more, not ${replicas}`,
  );
}
