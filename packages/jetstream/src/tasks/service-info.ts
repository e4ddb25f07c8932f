import { isJsonObject, WORKER_ENDPOINT, WORKER_METADATA_KEY, type Json } from '@edgestep/shared';

import { subjectFault } from '../rpc/subject-fault.ts';

/** What an instance of a micro service says of itself (ADR-32), as far as it matters to callers. */
export interface ServiceInfo {
  /** The subject of its endpoint `invoke`, else of its only or first one; undefined when none can be called. */
  readonly subject: string | undefined;
  /** It speaks the worker protocol: what it holds, it beats for. */
  readonly isWorker: boolean;
}

/** Where requests are asked for: `$SRV.INFO.<name>`. */
export function infoSubject(serviceName: string): string {
  return `$SRV.INFO.${serviceName}`;
}

/** Never throws; what is not there or makes no sense is undefined. */
export function parseServiceInfo(bytes: Uint8Array): ServiceInfo {
  const info = parseObject(bytes);
  const { metadata, endpoints } = info;
  const isWorker = isJsonObject(metadata) && typeof metadata[WORKER_METADATA_KEY] === 'string';
  const all = (Array.isArray(endpoints) ? endpoints : []).filter((endpoint) => isJsonObject(endpoint));
  const endpoint = all.find(({ name }) => name === WORKER_ENDPOINT) ?? all[0];
  const subject = endpoint?.['subject'];
  return { isWorker, subject: typeof subject === 'string' && isCallable(subject) ? subject : undefined };
}

function parseObject(bytes: Uint8Array): { readonly [key: string]: Json } {
  try {
    const value = JSON.parse(Buffer.from(bytes).toString()) as Json;
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** No wildcards and no empty tokens. */
const PLAIN = /^[^\s*>.]+(\.[^\s*>.]+)*$/;

/** A task that is sent there would speak to the engine or to the server itself. */
const RESERVED = /^(edgestep|_INBOX|\$[^.]*)(\.|$)/;

function isCallable(subject: string): boolean {
  return PLAIN.test(subject) && !RESERVED.test(subject) && subjectFault(subject) === undefined;
}
