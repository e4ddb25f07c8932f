/** A table before it is drawn: the first row has the headings. */
export interface TextTable {
  readonly align: readonly ('left' | 'right')[];
  readonly rows: readonly (readonly string[])[];
}

/** With columns as wide as their widest cell, for a terminal. */
export function terminalTable({ align, rows }: TextTable): string {
  const widths = align.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return align[index] === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  return lines.join('\n');
}

/** In Markdown. */
export function markdownTable({ align, rows }: TextTable): string {
  const [headings = [], ...cells] = rows;
  const rule = align.map((each) => (each === 'right' ? '--:' : '---'));
  return [headings, rule, ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
