import type { TaskAddress } from '../commands/execution-command.ts';

/**
 * What a task token says once its signature was verified. Signing and verifying need a key and live in
 * the compositions (`TaskTokenSealer` port); this is only the grammar of the signed part.
 */
export function formatTaskAddress(address: TaskAddress): string {
  return `${address.frame}.${address.taskId}.${address.executionArn}`;
}

/** Reads what `formatTaskAddress` wrote; `undefined` when the text is something else. */
export function parseTaskAddress(text: string): TaskAddress | undefined {
  const match = /^(\d{1,9})\.(\d{1,9})\.(arn:.+)$/s.exec(text);
  if (match === null) return undefined;
  return { frame: Number(match[1]), taskId: Number(match[2]), executionArn: match[3] ?? '' };
}
