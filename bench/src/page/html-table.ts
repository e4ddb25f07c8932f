import type { TextTable } from '../render/text-table.ts';
import { escape } from './escape.ts';

/**
 * A table of the report on the page. It scrolls by itself when it is wider than the page, by keys, too; on a narrow screen
 * the cells of one that `wraps` have several lines.
 */
export function htmlTable({ align, rows }: TextTable, wraps = false): string {
  const [headings = [], ...cells] = rows;
  const row = (texts: readonly string[], tag: 'th' | 'td') =>
    `<tr>${texts.map((text, index) => `<${tag}${classOf(align[index], text)}>${escape(text)}</${tag}>`).join('')}</tr>`;
  return (
    `<div class="wide${wraps ? ' wraps' : ''}" tabindex="0"><table><thead>${row(headings, 'th')}</thead>` +
    `<tbody>${cells.map((texts) => row(texts, 'td')).join('')}</tbody></table></div>`
  );
}

function classOf(align: 'left' | 'right' | undefined, text: string): string {
  const classes = [
    ...(align === 'right' ? ['right'] : []),
    ...(text === 'met' || text === 'missed' ? [text] : []),
  ];
  return classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
}
