import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const algorithms = {
  MD5: md5,
  'SHA-1': sha1,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
} as const;

/** An algorithm that `States.Hash` and `$hash` know; the case counts. */
export type DigestAlgorithm = keyof typeof algorithms;

export const digestAlgorithms = Object.keys(algorithms) as readonly DigestAlgorithm[];

export function isDigestAlgorithm(name: string): name is DigestAlgorithm {
  return Object.hasOwn(algorithms, name);
}

/** The digest of the text's UTF-8 bytes, in lower-case hexadecimal digits. */
export function textDigest(text: string, algorithm: DigestAlgorithm): string {
  return bytesToHex(algorithms[algorithm](utf8ToBytes(text)));
}
