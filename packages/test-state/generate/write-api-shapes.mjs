#!/usr/bin/env node
/**
 * Writes packages/test-state/data: what the operations of AWS services answer, as far as TestState checks mocked
 * results against it. The source is the folder `botocore/data` of the Python package `botocore` (Apache-2.0).
 *
 *     node packages/test-state/generate/write-api-shapes.mjs path/to/botocore/data
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The services that Step Functions has integrations of its own for, and those that are often called by aws-sdk. */
const SERVICES = [
  'appsync',
  'athena',
  'batch',
  'bedrock',
  'bedrock-runtime',
  'cloudformation',
  'cloudwatch',
  'codebuild',
  'codepipeline',
  'cognito-idp',
  'comprehend',
  'databrew',
  'dynamodb',
  'ecr',
  'ecs',
  'eks',
  'emr',
  'emr-containers',
  'emr-serverless',
  'events',
  'firehose',
  'glue',
  'iot-data',
  'kinesis',
  'kinesisvideo',
  'kms',
  'lambda',
  'logs',
  'mediaconvert',
  'pipes',
  'polly',
  'rds-data',
  'redshift-data',
  'rekognition',
  's3',
  'sagemaker',
  'scheduler',
  'secretsmanager',
  'ses',
  'sesv2',
  'sns',
  'sqs',
  'ssm',
  'stepfunctions',
  'sts',
  'textract',
  'transcribe',
  'translate',
];
/**
 * Bounds that the models have widened since TestState was recorded (cases test_state of the conformance suite): what
 * was recorded counts, until it is recorded anew.
 */
const RECORDED_BOUNDS = { lambda: { MemorySize: { max: 10_240 } } };
const NUMBERS = new Set(['integer', 'long', 'float', 'double', 'bigdecimal']);

const source = process.argv[2];
if (source === undefined) throw new Error('usage: write-api-shapes.mjs path/to/botocore/data');
const target = join(import.meta.dirname, '..', 'data');
for (const service of SERVICES) {
  const version = readdirSync(join(source, service)).toSorted().at(-1);
  const model = JSON.parse(gunzipSync(readFileSync(join(source, service, version, 'service-2.json.gz'))));
  const name = model.metadata.serviceId.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
  writeFileSync(join(target, `${name}.json`), `${print(shapesOf(model, RECORDED_BOUNDS[name]))}\n`);
}

function shapesOf({ operations, shapes }, bounds = {}) {
  const found = {};
  const outputs = Object.entries(operations)
    .filter(([, { output }]) => output !== undefined)
    .map(([name, { output }]) => [lowerFirst(name), output.shape]);
  for (const [, shape] of outputs) collect(shapes, shape, found);
  for (const [name, bound] of Object.entries(bounds)) Object.assign(found[name], bound);
  return { operations: Object.fromEntries(outputs), shapes: found };
}

function collect(shapes, name, found) {
  if (name in found) return;
  found[name] = {};
  const shape = shapes[name];
  Object.assign(found[name], describe(shape));
  const within = [...Object.values(shape.members ?? {}), shape.member, shape.value];
  for (const inner of within) if (inner !== undefined) collect(shapes, inner.shape, found);
}

function describe({ type, members, member, value, required, min, max, enum: choices }) {
  const range = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  switch (type) {
    case 'structure':
      return {
        type,
        members: Object.fromEntries(
          Object.entries(members).map(([key, { shape }]) => [upperFirst(key), shape]),
        ),
        ...(required === undefined || required.length === 0 ? {} : { required: required.map(upperFirst) }),
      };
    case 'list':
      return { type, member: member.shape, ...range };
    case 'map':
      return { type, value: value.shape };
    case 'boolean':
      return { type };
    case 'string':
      return { type, ...(choices === undefined ? range : { enum: choices }) };
    case 'blob':
      return { type: 'string', ...range };
    case 'timestamp':
      return { type: 'string' };
    default:
      if (NUMBERS.has(type)) return { type: 'number', ...range };
      throw new Error(`a shape of the type ${type}`);
  }
}

/** A line for each operation and each shape: a change of the models is a change of few lines. */
function print({ operations, shapes }) {
  const lines = (entries) =>
    Object.entries(entries)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  return `{"operations":{\n${lines(operations)}\n},"shapes":{\n${lines(shapes)}\n}}`;
}

/** Step Functions writes the members of answers with a capital. */
function upperFirst(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
