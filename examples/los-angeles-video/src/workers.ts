// The video example's workers: every function of the state machine, in one process. `NATS_URL` says where.
import { drainOnSignals, startWorker } from '@edgestep/sdk';

import { askOperator, type Question } from './functions/ask-operator.ts';
import { detect, type DetectInput } from './functions/detect.ts';
import { learnBackground, type LearnInput } from './functions/learn-background.ts';
import { plan } from './functions/plan.ts';
import { ArtefactStore } from './store/artefact-store.ts';
import { summarise, type SummariseInput } from './summary/summarise.ts';

const store = ArtefactStore.local();
const worker = await startWorker({
  servers: process.env.NATS_URL ?? 'nats://127.0.0.1:4222',
  functions: {
    'video-plan': plan,
    'video-learn-background': (input: LearnInput) => learnBackground(store, input),
    'video-detect': (input: DetectInput, task) => detect(store, input, task),
    'video-ask-operator': (input: Question) => askOperator(store, input),
    'video-summarise': (input: SummariseInput) => summarise(input),
  },
});
drainOnSignals(worker);
await worker.closed;
