import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const docstring = String.raw`/\*\*((?:[^*]|\*(?!/))*)\*/\s*`;

/** The text of a file of this repository. */
export function sourceOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The paths of all source files below a folder, tests left out, in order. */
export function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('node_modules'))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .toSorted();
}

/** The docstring above a declaration, on one line. Throws when there is none: a reference needs it. */
export function docOf(path: string, name: string): string {
  const declared = new RegExp(`${docstring}(?:export )?(?:const|interface|function|type) ${name}\\b`);
  const found = declared.exec(sourceOf(path))?.[1];
  if (found === undefined) throw new Error(`${path}: ${name} has no docstring`);
  return oneLine(found);
}

/** A docstring without its stars and line breaks. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/\n\s*\* ?/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Where each imported name of a file comes from: `name → specifier`. */
export function importsOf(path: string): ReadonlyMap<string, string> {
  const imports = new Map<string, string>();
  for (const [, names = '', from = ''] of sourceOf(path).matchAll(
    /^(?:import|export) \{([^}]*)\} from '([^']+)'/gm,
  )) {
    for (const name of names.split(',')) {
      const plain = name.trim();
      if (plain !== '' && !plain.startsWith('type ')) imports.set(plain, from);
    }
  }
  return imports;
}

/** The texts of a union of literals: `| 'a' | 'b'`. */
export function unionOf(path: string, name: string): string[] {
  const body = new RegExp(`export type ${name} =([^;]*);`).exec(sourceOf(path))?.[1];
  if (body === undefined) throw new Error(`${path} declares no ${name}`);
  return [...body.matchAll(/'([^']+)'/g)].map(([, text = '']) => text);
}

/** The properties of an interface, in order. */
export function propertiesOf(
  path: string,
  name: string,
): { name: string; optional: boolean; type: string }[] {
  const body =
    new RegExp(`interface ${name}(?: extends [^{]*)? \\{([^}]*)\\}`).exec(sourceOf(path))?.[1] ?? '';
  return [...body.matchAll(/readonly (\w+)(\??): ([^;]+);/g)].map(([, property = '', mark, type = '']) => ({
    name: property,
    optional: mark === '?',
    type: oneLine(type),
  }));
}
