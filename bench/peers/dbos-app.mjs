/**
 * An application on DBOS, which is a library: its workflows run in the process of the handlers, behind an HTTP server
 * that answers when a workflow has ended. Told a database, it answers with its URL, and ends when the bench
 * disconnects.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';

import { DBOS } from '@dbos-inc/dbos-sdk';

const CHAIN_LENGTH = 10;

const workflows = {
  '/smallest': DBOS.registerWorkflow((input) => DBOS.runStep(async () => input, { name: 'step' }), {
    name: 'smallest',
  }),
  '/chain': DBOS.registerWorkflow(chain, { name: 'chain' }),
};

async function chain(input) {
  let value = input;
  for (let step = 1; step <= CHAIN_LENGTH; step += 1) {
    const before = value;
    value = await DBOS.runStep(async () => ({ ...before, count: before.count + 1 }), { name: `step${step}` });
  }
  return value;
}

async function answer(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const input = JSON.parse(Buffer.concat(chunks).toString());
    const handle = await DBOS.startWorkflow(workflows[request.url])(input);
    response.end(JSON.stringify(await handle.getResult()));
  } catch (error) {
    response.statusCode = 500;
    response.end(String(error));
  }
}

process.once('message', async ({ databaseUrl }) => {
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: databaseUrl, logLevel: 'error' });
  await DBOS.launch();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.once('disconnect', () => process.exit());
  process.send({ url: `http://127.0.0.1:${server.address().port}` });
});
