import type { IntrinsicFunction } from './intrinsic-function.ts';
import { statesArrayContains } from './states-array-contains.ts';
import { statesArrayGetItem } from './states-array-get-item.ts';
import { statesArrayLength } from './states-array-length.ts';
import { statesArrayPartition } from './states-array-partition.ts';
import { statesArrayRange } from './states-array-range.ts';
import { statesArrayUnique } from './states-array-unique.ts';
import { statesArray } from './states-array.ts';
import { statesBase64Decode } from './states-base64-decode.ts';
import { statesBase64Encode } from './states-base64-encode.ts';
import { statesFormat } from './states-format.ts';
import { statesHash } from './states-hash.ts';
import { statesJsonMerge } from './states-json-merge.ts';
import { statesJsonToString } from './states-json-to-string.ts';
import { statesMathAdd } from './states-math-add.ts';
import { statesMathRandom } from './states-math-random.ts';
import { statesStringSplit } from './states-string-split.ts';
import { statesStringToJson } from './states-string-to-json.ts';
import { statesUuid } from './states-uuid.ts';

/** The 18 intrinsic functions of the States Language, by their name behind `States.`. */
export const intrinsicFunctions = {
  Array: statesArray,
  ArrayContains: statesArrayContains,
  ArrayGetItem: statesArrayGetItem,
  ArrayLength: statesArrayLength,
  ArrayPartition: statesArrayPartition,
  ArrayRange: statesArrayRange,
  ArrayUnique: statesArrayUnique,
  Base64Decode: statesBase64Decode,
  Base64Encode: statesBase64Encode,
  Format: statesFormat,
  Hash: statesHash,
  JsonMerge: statesJsonMerge,
  JsonToString: statesJsonToString,
  MathAdd: statesMathAdd,
  MathRandom: statesMathRandom,
  StringSplit: statesStringSplit,
  StringToJson: statesStringToJson,
  UUID: statesUuid,
} as const satisfies Record<string, IntrinsicFunction>;

/** The name of an intrinsic function behind `States.`. */
export type IntrinsicName = keyof typeof intrinsicFunctions;
