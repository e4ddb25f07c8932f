import { escape } from './escape.ts';

/** A sentence of the report as HTML: what stands between backticks is code. */
export function prose(text: string): string {
  return escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
