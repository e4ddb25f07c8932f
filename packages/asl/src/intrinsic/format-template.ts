/** A template that a path led to, split at each `{}`; `\{` and `\}` stand for the brace itself. */
export function splitTemplate(template: string): readonly string[] {
  const pieces = [''];
  let from = 0;
  while (from < template.length) {
    const pair = template.slice(from, from + 2);
    if (pair === '{}') {
      pieces.push('');
      from += 2;
    } else if (pair === '\\{' || pair === '\\}') {
      pieces[pieces.length - 1] += pair.charAt(1);
      from += 2;
    } else {
      pieces[pieces.length - 1] += pair.charAt(0);
      from += 1;
    }
  }
  return pieces;
}
