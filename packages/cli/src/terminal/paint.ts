import { styleText } from 'node:util';

/** How a status looks: the same colours everywhere. */
export type Tone = 'good' | 'bad' | 'busy' | 'quiet' | 'plain';

const STYLES = { good: 'green', bad: 'red', busy: 'yellow', quiet: 'gray', plain: 'reset' } as const;

/** Colours a text, or leaves it alone where colours are not wanted. */
export function paint(text: string, tone: Tone, coloured: boolean): string {
  return coloured ? styleText(STYLES[tone], text, { validateStream: false }) : text;
}

/** The tone of an execution's status. */
export function toneOfStatus(status: string): Tone {
  switch (status) {
    case 'SUCCEEDED':
      return 'good';
    case 'RUNNING':
      return 'busy';
    case 'FAILED':
    case 'TIMED_OUT':
    case 'ABORTED':
      return 'bad';
    default:
      return 'plain';
  }
}
