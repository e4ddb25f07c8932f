import { readFile } from 'node:fs/promises';

import { EdgestepError } from '@edgestep/shared';
import type { z } from 'zod';

import { isSecret } from './secret.ts';

/** Where a configuration comes from: a file (YAML or JSON) and the environment, which wins. */
export interface ConfigSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Path of the file; its keys are those of the schema. */
  readonly file?: string | undefined;
}

/**
 * Reads and validates a configuration. A setting `nodeId` is `nodeId` in the file and `EDGESTEP_NODE_ID` in the
 * environment. Rejects with `config-invalid` with every wrong value, by the name under which it was given; a
 * secret is named and not quoted.
 */
export async function loadConfig<Schema extends z.ZodObject>(
  schema: Schema,
  sources: ConfigSources,
): Promise<z.output<Schema>> {
  const fromFile = sources.file === undefined ? {} : await readSettings(sources.file);
  const problems = Object.keys(fromFile)
    .filter((key) => !Object.hasOwn(schema.shape, key))
    .map((key) => `${key} (in ${sources.file}): there is no such setting`);
  const values: Record<string, unknown> = { ...fromFile };
  const names = new Map<string, string>();
  for (const key of Object.keys(schema.shape)) {
    const name = environmentName(key);
    const text = sources.env[name];
    names.set(key, key in fromFile ? `${key} (in ${sources.file})` : name);
    if (text === undefined || text === '') continue;
    values[key] = text;
    names.set(key, name);
  }
  const result = schema.safeParse(values);
  for (const issue of result.error?.issues ?? []) {
    const key = String(issue.path[0] ?? '');
    const mayBeQuoted = Object.hasOwn(values, key) && !isSecret(schema.shape[key]);
    const given = mayBeQuoted ? ` (it is ${JSON.stringify(values[key])})` : '';
    problems.push(`${names.get(key) ?? key}: ${issue.message}${given}`);
  }
  if (result.success && problems.length === 0) return result.data;
  throw new EdgestepError('config-invalid', `The configuration is not valid:\n  ${problems.join('\n  ')}`);
}

/** `nodeId` → `EDGESTEP_NODE_ID`. */
export function environmentName(key: string): string {
  return `EDGESTEP_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

async function readSettings(path: string): Promise<Record<string, unknown>> {
  let content: unknown;
  try {
    // Processes that are configured by their environment alone don't load it.
    const { parse } = await import('yaml');
    content = parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EdgestepError('config-invalid', `The configuration file ${path} cannot be read: ${reason}`, {
      cause,
    });
  }
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
    return content as Record<string, unknown>;
  }
  throw new EdgestepError('config-invalid', `The configuration file ${path} must hold a mapping of settings`);
}
