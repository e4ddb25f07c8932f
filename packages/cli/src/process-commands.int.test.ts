import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { describe, expect, it } from 'vitest';

const modules = {
  commands: new URL('./process-commands.ts', import.meta.url).href,
  node: import.meta.resolve('@edgestep/edge-node'),
  gateway: import.meta.resolve('../../gateway/src/index.ts'),
};

/** Loads what `edgestep node` loads, opens a front door, and tells all scripts that V8 has by then, Node's own among them. */
const PROGRAM = `
  import { Session } from 'node:inspector/promises';
  const { createProcessProgram } = await import(${JSON.stringify(modules.commands)});
  createProcessProgram();
  await import(${JSON.stringify(modules.node)});
  const { createFrontDoor } = await import(${JSON.stringify(modules.gateway)});
  await createFrontDoor({ handlers: {}, log: console });
  const session = new Session();
  session.connect();
  const urls = [];
  session.on('Debugger.scriptParsed', ({ params }) => urls.push(params.url));
  await session.post('Debugger.enable');
  console.log(JSON.stringify(urls));
  process.exit();
`;

const NOT_NEEDED = [
  ['the client behind fetch', /^node:internal\/deps\/undici/],
  ['the HTTP client for functions', /\/undici\//],
  ['compilers of schemas', /\/(ajv\/dist\/(ajv|core|compile)|fast-json-stringify\/index\.js)/],
  ['YAML', /\/yaml\//],
  ['blob storage', /\/@azure\/|packages\/object-storage\//],
  ['Parquet', /\/hyparquet\//],
  ['other commands', /packages\/cli\/src\/(?!main|process-commands)|packages\/(sdk|testing|control-plane)\//],
] as const;

describe('the process of an edge node', () => {
  it('has nothing in memory that only other commands, or settings that it has not, need', async () => {
    const args = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module'];
    const { stdout } = await promisify(execFile)(process.execPath, [...args, '--eval', PROGRAM]);
    const urls = JSON.parse(stdout) as readonly string[];
    expect(urls).toContainEqual(expect.stringContaining('packages/edge-node/src/node.ts'));
    for (const [what, where] of NOT_NEEDED) {
      expect(
        urls.filter((url) => where.test(url)),
        what,
      ).toEqual([]);
    }
  });
});
