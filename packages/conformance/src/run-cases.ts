import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of the cases, the program that plays them, and where both are from (NOTICE). */
const DATA = join(import.meta.dirname, '..', 'data');

/** What the program says of a case. */
export interface CaseResult {
  readonly id: string;
  readonly category: string;
  readonly pass: boolean;
  readonly differences: readonly CaseDifference[];
}

/** A place where the service did not do what AWS did. */
interface CaseDifference {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

interface RunOptions {
  /** The API of a zone. */
  readonly endpoint: string;
  /** The port on which the functions of the cases are served; the zone calls them there. */
  readonly functionsPort: number;
}

/**
 * Plays all cases against a service.
 *
 * @throws Error with what the program printed when the run itself could not be done
 */
export async function runCases(options: RunOptions): Promise<readonly CaseResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'edgestep-conformance-'));
  try {
    const report = join(folder, 'report.json');
    await play(options, report);
    return (JSON.parse(await readFile(report, 'utf8')) as { readonly cases: readonly CaseResult[] }).cases;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function play({ endpoint, functionsPort }: RunOptions, report: string): Promise<void> {
  const child = spawn(process.execPath, [
    join(DATA, 'run.mjs'),
    ...['--endpoint', endpoint],
    ...['--lambda-port', String(functionsPort)],
    ...['--report', report],
    join(DATA, 'cases-public'),
  ]);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      // 1 says that cases failed, which the report tells one by one.
      if (code === 0 || code === 1) resolve();
      else reject(new Error(`the cases could not be played (exit code ${code}):\n${printed}`));
    });
  });
}
