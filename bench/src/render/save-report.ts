import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { BenchReport } from '../harness/report.ts';
import { renderMarkdown } from './render-markdown.ts';

/** Writes the report to `file` and, as Markdown, beside it. Answers what was written. */
export async function saveReport(report: BenchReport, file: string): Promise<readonly string[]> {
  const markdown = `${file.replace(/\.json$/, '')}.md`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(markdown, renderMarkdown(report));
  return [file, markdown];
}
