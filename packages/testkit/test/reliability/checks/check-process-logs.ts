import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ClientView } from '../client-view.ts';

/** What no process may ever have to say, whatever is done to it. */
const NEVER = [
  'uncaught exception',
  'unhandled rejection',
  'an open execution had nothing pending',
  'panic:',
  'FATAL ERROR',
];
/**
 * Faults that damage what is stored are told; without them nothing may be damaged. A copy at the hub that lacks records
 * is a warning until it is made anew; that it was, is seen when the hub's copies are compared with the zone's logs.
 */
const DAMAGE = /^(?!.*"level":"warn").*is damaged at sequence/u;
const QUOTED_CHARS_MAX = 500;
const LINES_MAX = 3;

/** Looks through what the processes of the cluster wrote. */
export async function checkProcessLogs(
  view: ClientView,
  logDir: string,
  options: { readonly mayBeDamaged: boolean },
): Promise<void> {
  const never = options.mayBeDamaged ? NEVER : [...NEVER, DAMAGE];
  for (const file of await readdir(logDir)) {
    const lines = (await readFile(join(logDir, file), 'utf8')).split('\n');
    for (const word of never) {
      const found = lines.filter((line) => line.search(word) !== -1);
      for (const line of found.slice(0, LINES_MAX)) {
        const what = `${file} (${found.length} lines): ${line.slice(0, QUOTED_CHARS_MAX)}`;
        view.violation('no process is at a loss', what);
      }
    }
  }
}
