import type { Terminal } from '../terminal/terminal.ts';
import { diagnose, formatDiagnostics } from './diagnose.ts';
import { readText } from './read-text.ts';

/** `edgestep validate FILE…`: answers the number of files with errors. Needs no cluster. */
export async function validate(
  terminal: Terminal,
  files: readonly string[],
  type: 'STANDARD' | 'EXPRESS',
): Promise<number> {
  let failed = 0;
  for (const file of files) {
    const diagnostics = diagnose(await readText(file), type);
    const errors = diagnostics.filter(({ severity }) => severity === 'ERROR').length;
    if (errors > 0) failed += 1;
    terminal.result({ file, result: errors > 0 ? 'FAIL' : 'OK', diagnostics }, () =>
      diagnostics.length === 0 ? `${file}: OK` : formatDiagnostics(file, diagnostics, terminal.interactive),
    );
  }
  return failed;
}
