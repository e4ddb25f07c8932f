import { startPieces, type Pieces, type StartedPiece } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fuzzApi } from '../../test/api-fuzz/fuzz-api.ts';

const ZONE = 'dallas';
const RUNS = 1_500;

let pieces: Pieces;
let centre: StartedPiece;

beforeAll(async () => {
  pieces = await startPieces({ zones: [ZONE] });
  centre = await pieces.startControlPlane();
  await pieces.startNode(ZONE);
}, 60_000);

afterAll(() => pieces[Symbol.asyncDispose]());

describe('calls with any body, many at once', () => {
  it('are answered or refused by name, in a zone and at the control plane, and stop no process', async () => {
    const zone = { url: pieces.zoneUrl(ZONE), zone: ZONE };
    const { outcomes, broken } = await fuzzApi([zone, { url: centre.url, zone: ZONE }], {
      runs: RUNS,
      seed: 20_261_121,
    });
    expect(broken).toEqual([]);
    expect(outcomes['200']).toBeGreaterThan(RUNS / 20);
    expect(Object.keys(outcomes)).toEqual(
      expect.arrayContaining([
        'SerializationException',
        'ValidationException',
        'InvalidArn',
        'InvalidDefinition',
      ]),
    );
    for (const url of [zone.url, centre.url]) {
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
    }
  });
});
