import { parseArgs } from 'node:util';

import { fuzzApi, type FuzzedEndpoint } from './fuzz-api.ts';

const HELP = `Calls the API of a running Edgestep with random bodies.

  pnpm fuzz:api --endpoint ZONE=URL [--endpoint …] [--runs N] [--seed S]

  --endpoint ZONE=URL   a zone, and an address that answers for it: of a node, or of the control plane
  --runs N              calls (10000)
  --seed S              an integer; the same seed makes the same calls (random, printed)
`;

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string' },
  },
});
const endpoints = values.endpoint.map((text): FuzzedEndpoint => {
  const [zone = '', url = ''] = text.split('=');
  return { zone, url };
});
const runs = Number(values.runs);
const seed = values.seed === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(values.seed);
const isSound = Number.isInteger(runs) && runs > 0 && Number.isInteger(seed);
if (endpoints.length === 0 || endpoints.some(({ url }) => !URL.canParse(url)) || !isSound) {
  process.stderr.write(HELP);
  process.exitCode = 2;
} else {
  process.stdout.write(`${runs} calls, seed ${seed}\n`);
  const { outcomes, broken } = await fuzzApi(endpoints, { runs, seed });
  const seen = Object.entries(outcomes).toSorted(([, left], [, right]) => right - left);
  process.stdout.write(seen.map(([outcome, count]) => `  ${count} ${outcome}\n`).join(''));
  process.stdout.write(broken.length === 0 ? 'held\n' : `BROKEN\n${broken.join('\n')}\n`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
