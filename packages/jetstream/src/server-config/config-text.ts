/** A block of nats-server configuration: values are written in the order of the keys; undefined ones are left out. */
export interface ConfigBlock {
  readonly [key: string]: ConfigValue | undefined;
}

type ConfigValue = string | number | boolean | ConfigBlock | readonly ConfigValue[];

/** Writes a block in nats-server's configuration language. Strings are quoted and escaped, whatever they hold. */
export function configText(block: ConfigBlock): string {
  return entries(block, '').join('\n') + '\n';
}

function entries(block: ConfigBlock, indent: string): string[] {
  return Object.entries(block).flatMap(([key, value]) =>
    value === undefined ? [] : [`${indent}${key}: ${valueText(value, indent)}`],
  );
}

function valueText(value: ConfigValue, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  const inner = `${indent}  `;
  if (isList(value)) {
    return `[\n${value.map((item) => `${inner}${valueText(item, inner)}`).join('\n')}\n${indent}]`;
  }
  return `{\n${entries(value, inner).join('\n')}\n${indent}}`;
}

function isList(value: ConfigBlock | readonly ConfigValue[]): value is readonly ConfigValue[] {
  return Array.isArray(value);
}

/** The escapes of nats-server's lexer (`conf/lex.go`): backslash, quote, and the usual control characters. */
function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
