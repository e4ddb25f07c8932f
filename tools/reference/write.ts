import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { referencePages } from './pages.ts';

for (const [path, write] of Object.entries(referencePages)) {
  writeFileSync(join(import.meta.dirname, '../..', path), write());
  process.stdout.write(`${path}\n`);
}
