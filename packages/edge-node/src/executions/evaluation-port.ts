import { randomUUID } from 'node:crypto';

import type { EvaluationPort } from '@edgestep/asl';

/** Chance and ids for the language, from the machine. */
export const evaluationPort: EvaluationPort = {
  random: () => Math.random(),
  uuid: () => randomUUID(),
};
