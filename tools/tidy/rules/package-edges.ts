import type { SourceFile, Violation } from '../violation.ts';

/**
 * Which package may depend directly on which (docs: the table of the house in ARCHITECTURE.md). `turbo
 * boundaries` follows dependencies transitively, so its tags are wider than this table.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  asl: ['shared'],
  engine: ['asl', 'shared'],
  jetstream: ['engine', 'shared'],
  'object-storage': ['shared'],
  identity: ['shared'],
  registry: ['asl', 'gateway', 'shared'],
  'test-state': ['asl', 'gateway', 'shared'],
  gateway: ['engine', 'identity', 'shared'],
  runtime: ['shared'],
  'edge-node': [
    'asl',
    'engine',
    'gateway',
    'identity',
    'jetstream',
    'object-storage',
    'registry',
    'runtime',
    'shared',
    'test-state',
  ],
  'control-plane': [
    'asl',
    'engine',
    'gateway',
    'identity',
    'jetstream',
    'registry',
    'runtime',
    'shared',
    'test-state',
  ],
  sdk: ['shared'],
  testing: ['asl', 'engine', 'shared'],
  dashboard: ['shared'],
  cli: ['asl', 'control-plane', 'edge-node', 'jetstream', 'runtime', 'sdk', 'shared', 'testing'],
};
/** They may reach everything but the dashboard. */
const unrestricted = new Set(['testkit', 'conformance', 'bench']);
const ofExamples = ['sdk', 'shared', 'testing'];

/** A package depends only on what the architecture lets it, and every package has a row in the table. */
export function packageEdges(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => /^(?:(?:packages|examples)\/[^/]+|bench)\/package\.json$/.test(path))
    .flatMap((file) => edgesOf(file));
}

function edgesOf({ path, text }: SourceFile): Violation[] {
  const manifest = JSON.parse(text) as { dependencies?: Record<string, string> };
  const folder = path.split('/').at(-2) ?? '';
  if (unrestricted.has(folder)) return [];
  const allowedHere = path.startsWith('examples/') ? ofExamples : allowed[folder];
  if (allowedHere === undefined)
    return [{ path, line: 1, message: `no row for ${folder} in package-edges.ts` }];
  return Object.keys(manifest.dependencies ?? {})
    .filter((name) => name.startsWith('@edgestep/') && !allowedHere.includes(name.slice('@edgestep/'.length)))
    .map((name) => ({ path, line: lineOf(text, name), message: `${folder} may not depend on ${name}` }));
}

function lineOf(text: string, word: string): number {
  return text.slice(0, text.indexOf(word)).split('\n').length;
}
