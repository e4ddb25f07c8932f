/** A table; a `|` in a cell is escaped. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = headings.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? '').length)));
  const lines = cells.map((row) => line(row, widths));
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
}

/** A text as code. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** A page: parts with empty lines between, behind a note on where it comes from. */
export function page(title: string, parts: readonly string[]): string {
  const note = '<!-- Written by `pnpm docs:reference` from the code. Change the code, not this file. -->';
  return `${[`# ${title}`, note, ...parts].join('\n\n')}\n`;
}

function line(row: readonly string[], widths: readonly number[]): string {
  return `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
}
