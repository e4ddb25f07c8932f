import { code, page, table } from './markdown.ts';
import { oneLine, sourceOf, sourcesBelow } from './source-text.ts';

const packages = [
  'asl',
  'engine',
  'gateway',
  'registry',
  'edge-node',
  'control-plane',
  'jetstream',
  'object-storage',
  'shared',
  'sdk',
];
const limit =
  /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*(?:export )?const (\w*(?:Max|_MAX|MAX_BYTES|MAX_PAYLOAD_BYTES)\w*)(?:: number)? = ([^;]+);/g;

/** Every limit that a constant of the code names. */
export function limitsPage(): string {
  return page('Limits', [
    'Everything here is bounded. A name ends in what it counts; where nothing else is said, what reaches a limit is refused or fails with an error of the language, and harms nothing else. What a field of a definition may hold is in [language.md](language.md), what a request may hold in [api.md](api.md).',
    ...packages.flatMap((name) => sectionOf(name)),
  ]);
}

function sectionOf(name: string): string[] {
  const rows = sourcesBelow(`packages/${name}/src`).flatMap((path) =>
    [...sourceOf(path).matchAll(limit)].map(([, doc = '', constant = '', value = '']) => [
      `[${constant}](../../${path})`,
      code(oneLine(value)),
      oneLine(doc),
    ]),
  );
  return rows.length === 0 ? [] : [`## ${name}`, table(['Limit', 'Value', 'Of what'], rows)];
}
