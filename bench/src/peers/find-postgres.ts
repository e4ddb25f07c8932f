import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where distributions put the programs of each version. */
const VERSIONED = ['/usr/lib/postgresql', '/usr/pgsql', '/opt/postgresql'];

export type PostgresPlace =
  | { readonly kind: 'found'; readonly binDir: string }
  | { readonly kind: 'missing'; readonly reason: string };

/**
 * The folder with `initdb` and `postgres`: what POSTGRES_BIN names, else the newest version in one of `versioned`, else
 * one of the PATH.
 */
export function findPostgres(
  environment: Readonly<Record<string, string | undefined>>,
  versioned: readonly string[] = VERSIONED,
): PostgresPlace {
  const named = environment['POSTGRES_BIN'];
  if (named !== undefined && named !== '') {
    return hasPrograms(named)
      ? { kind: 'found', binDir: named }
      : { kind: 'missing', reason: `POSTGRES_BIN is ${named}, where initdb and postgres are not` };
  }
  const places = [...versionsOf(versioned), ...(environment['PATH'] ?? '').split(delimiter)];
  const binDir = places.find(hasPrograms);
  if (binDir !== undefined) return { kind: 'found', binDir };
  return {
    kind: 'missing',
    reason: 'no PostgreSQL is installed here; POSTGRES_BIN may name the folder of its initdb and postgres',
  };
}

function versionsOf(folders: readonly string[]): string[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .toSorted((one, other) => other.localeCompare(one, 'en', { numeric: true }))
        .map((version) => join(folder, version, 'bin')),
    );
}

function hasPrograms(folder: string): boolean {
  return folder !== '' && ['initdb', 'postgres'].every((program) => existsSync(join(folder, program)));
}
