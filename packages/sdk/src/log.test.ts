import { describe, expect, it } from 'vitest';

import { jsonLinesLog } from './log.ts';

describe('the log', () => {
  it('writes a JSON line a record, with the fields of the log and of the record', () => {
    const lines: string[] = [];
    const log = jsonLinesLog((line) => lines.push(line)).with({ worker: 'w-1' });
    log.with({ state: 'Detect' }).warn('a task failed', { error: 'Camera.LinkDropped\n' });
    log.info('the worker drains');
    expect(lines.every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      {
        level: 'warn',
        message: 'a task failed',
        worker: 'w-1',
        state: 'Detect',
        error: 'Camera.LinkDropped\n',
      },
      { level: 'info', message: 'the worker drains', worker: 'w-1' },
    ]);
  });
});
