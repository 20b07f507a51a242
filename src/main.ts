/** The command line: `npm start`, `npm run <command>`. Whether this Node will do is asked before anything else is loaded. */
import { nodeProblem } from './platform/node-version.ts';

// Whoever read along may be gone; that is no reason to fall over before everything is closed.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const problem = nodeProblem(process.versions.node);
if (problem === null) {
  // type-graphql’s decorators need it before the first class is read.
  await import('reflect-metadata');
  const { commands } = await import('./app/commands.ts');
  const [name = 'serve', ...rest] = process.argv.slice(2);
  process.exitCode = await commands.run(name, rest);
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
