import type { SourceFile, Violation } from '../violation.ts';

const frontDoor = /^(?:packages|examples)\/[^/]+\/src\/index\.tsx?$|^bench\/src\/index\.ts$/;

/** A package has one front door, src/index.ts; inside it every file is imported by its own name. */
export function noBarrels(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => /\.tsx?$/.test(path) && !frontDoor.test(path))
    .flatMap(({ path, text }) => {
      if (/(?:^|\/)index\.tsx?$/.test(path)) return [{ path, line: 1, message: 'a barrel inside a package' }];
      const line = text.split('\n').findIndex((content) => content.startsWith('export * '));
      return line === -1 ? [] : [{ path, line: line + 1, message: 'only the front door exports everything' }];
    });
}
