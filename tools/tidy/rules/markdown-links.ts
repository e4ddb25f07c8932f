import { posix } from 'node:path';
import type { SourceFile, Violation } from '../violation.ts';

const link = /!?\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g;

/**
 * Every relative link of a page leads to a file or folder of the repository, and its fragment to a heading.
 * `exists` answers for what is not a text file (pictures, folders).
 */
export function markdownLinks(files: readonly SourceFile[], exists: (path: string) => boolean): Violation[] {
  const pages = new Map(files.filter(({ path }) => path.endsWith('.md')).map((file) => [file.path, file]));
  return [...pages.values()].flatMap((page) =>
    linksOf(page).flatMap(({ target, line }) => {
      const [place = '', fragment] = decodeURI(target).split('#');
      const path = place === '' ? page.path : posix.normalize(posix.join(posix.dirname(page.path), place));
      if (path.startsWith('../') || !exists(path)) {
        return [{ path: page.path, line, message: `${target} leads nowhere` }];
      }
      const linked = pages.get(path);
      if (fragment === undefined || linked === undefined || headingsOf(linked).includes(fragment)) return [];
      return [{ path: page.path, line, message: `${path} has no heading #${fragment}` }];
    }),
  );
}

function linksOf(page: SourceFile): { target: string; line: number }[] {
  return withoutCode(page.text)
    .split('\n')
    .flatMap((text, index) =>
      [...text.matchAll(link)].map((match) => ({ target: match[1] ?? '', line: index + 1 })),
    )
    .filter(({ target }) => !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target));
}

/** Blanks code, keeping the line numbers: what looks like a link in a listing is not one. */
function withoutCode(text: string): string {
  return text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, (block) => block.replace(/[^\n]/g, ' '))
    .replace(/`[^`\n]*`/g, (span) => ' '.repeat(span.length));
}

/** The fragments that GitHub gives to the headings of a page. */
function headingsOf(page: SourceFile): string[] {
  return [...page.text.matchAll(/^#{1,6}\s+(.+?)\s*$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}
