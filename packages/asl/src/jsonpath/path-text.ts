import type { Segment } from './path-syntax.ts';

/** The segments in bracket notation from `$`, as Jayway names a place in its messages: `$['a'][0][*]`. */
export function pathText(segments: readonly Segment[]): string {
  return `$${segments.map(segmentText).join('')}`;
}

/** One segment in bracket notation: `['a']`, `[0]`, `[1:]`, `[?]`. */
export function segmentText(segment: Segment): string {
  switch (segment.kind) {
    case 'child':
      return `['${segment.name}']`;
    case 'children':
      return `[${segment.names.map((name) => `'${name}'`).join(',')}]`;
    case 'index':
      return `[${segment.index}]`;
    case 'indices':
      return `[${segment.indices.join(',')}]`;
    case 'slice':
      return `[${segment.start ?? ''}:${segment.end ?? ''}${segment.step === 1 ? '' : `:${segment.step}`}]`;
    case 'wildcard':
      return '[*]';
    case 'filter':
      return '[?]';
    case 'descendants':
      return `..${segmentText(segment.selector)}`;
  }
}
