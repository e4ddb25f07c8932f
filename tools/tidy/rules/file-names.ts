import type { SourceFile, Violation } from '../violation.ts';

const kebabCase = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
/** Names that a tool or a custom has fixed: README.md, LICENSE, Dockerfile, Chart.yaml, _helpers.tpl. */
const fixedByCustom = /^(?:[A-Z]+(?:\.md)?|Dockerfile|Chart\.yaml|_[a-z-]+\.tpl|NOTES\.txt)$/;
const sayNothing = /(?:^|[-.])(?:utils?|helpers?|common|misc|stuff)(?:[-.]|$)/;

/** One file is one concept, and its name is the concept's. */
export function fileNames(files: readonly SourceFile[]): Violation[] {
  return files.flatMap(({ path }) => {
    const wrong = path
      .split('/')
      .map(faultOf)
      .find((fault) => fault !== null);
    return wrong === undefined ? [] : [{ path, line: 1, message: wrong }];
  });
}

function faultOf(name: string): string | null {
  if (fixedByCustom.test(name)) return null;
  if (!kebabCase.test(name)) return `"${name}" is not kebab-case`;
  if (sayNothing.test(name)) return `"${name}" names no concept`;
  if (/\.spec\./.test(name)) return `"${name}" would never run: tests end in .test.ts`;
  return null;
}
