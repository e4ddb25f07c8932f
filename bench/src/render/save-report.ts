import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { BenchReport } from '../harness/report.ts';
import { renderPage } from '../page/render-page.ts';
import { renderMarkdown } from './render-markdown.ts';

/** Writes the report to `file` and, as Markdown and as a page, beside it. Answers what was written. */
export async function saveReport(report: BenchReport, file: string): Promise<readonly string[]> {
  const base = file.replace(/\.json$/, '');
  const [markdown, page] = [`${base}.md`, `${base}.html`];
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(markdown, renderMarkdown(report));
  await writeFile(page, renderPage(report));
  return [file, markdown, page];
}
