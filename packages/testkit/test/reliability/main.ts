import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { HELP, parseOptions } from './options.ts';
import { reportText } from './report.ts';
import { runReliability } from './run-reliability.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if ('problem' in options) {
    process.stderr.write(`${options.problem}\n\n${HELP}`);
    return 2;
  }
  const began = performance.now();
  const note = (line: string) => {
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    process.stderr.write(`${seconds.padStart(7)} s  ${line}\n`);
  };
  note(`seed ${options.seed}, ${options.rounds} rounds of ${options.faults.join(', ')}`);
  const report = await runReliability(options, note);
  const json = `${JSON.stringify(report, undefined, 2)}\n`;
  process.stdout.write(options.json ? json : reportText(report));
  if (options.reportFile !== undefined) await writeFile(options.reportFile, json);
  const isGood = report.violations.length === 0;
  if (!isGood) await writeFile(join(report.dataDir, 'report.json'), json);
  if (isGood && options.dataDir === undefined) await rm(report.dataDir, { recursive: true, force: true });
  return isGood ? 0 : 1;
}
