import { createProcessProgram, isProcessCommand } from './process-commands.ts';

try {
  await (await programOf(process.argv[2])).parseAsync();
} catch (error) {
  const { reportFailure } = await import('./report-failure.ts');
  process.exitCode = reportFailure(error);
}

async function programOf(command: string | undefined) {
  if (isProcessCommand(command)) return createProcessProgram();
  const { createProgram } = await import('./program.ts');
  return createProgram();
}
