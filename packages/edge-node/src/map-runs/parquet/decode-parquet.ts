import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';

import type { Json } from '@edgestep/shared';
import { parquetMetadata, parquetReadObjects, type Compressors } from 'hyparquet';

/** The longest footer, and the largest group of rows, unpacked (Developer Guide, ItemReader). */
const FOOTER_BYTES_MAX = 5_242_880;
const ROW_GROUP_BYTES_MAX = 268_435_456;

/** The bytes of a page that the file says it has are all that is unpacked. */
const COMPRESSORS: Compressors = {
  GZIP: (packed, maxOutputLength) => gunzipSync(packed, { maxOutputLength }),
  ZSTD: (packed, maxOutputLength) => zstdDecompressSync(packed, { maxOutputLength }),
  BROTLI: (packed, maxOutputLength) => brotliDecompressSync(packed, { maxOutputLength }),
};

/** The rows of a Parquet file, each as an object. Throws for a file that is something else, or larger than allowed. */
export async function decodeParquet(file: ArrayBuffer): Promise<readonly Json[]> {
  const metadata = parquetMetadata(file);
  if (metadata.metadata_length > FOOTER_BYTES_MAX) {
    throw new RangeError(`its footer has more than ${FOOTER_BYTES_MAX} bytes`);
  }
  if (metadata.row_groups.some(({ total_byte_size }) => total_byte_size > ROW_GROUP_BYTES_MAX)) {
    throw new RangeError(`a group of its rows has more than ${ROW_GROUP_BYTES_MAX} bytes`);
  }
  const rows = await parquetReadObjects({ file, metadata, compressors: COMPRESSORS });
  return rows.map(jsonOf);
}

/** What JSON has no word for: large integers and bytes are texts (base64), times are texts in ISO 8601. */
function jsonOf(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
    case 'object':
      return value === null ? null : objectOf(value);
    default:
      return null;
  }
}

function objectOf(value: object): Json {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(jsonOf);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, jsonOf(member)]));
}
