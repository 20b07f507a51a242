/** The command line: `node dist/main.js <command>`. */
// type-graphql’s decorators need it before the first class is read.
import 'reflect-metadata';
import { commands } from './app/commands.ts';

// Whoever read along may be gone; that is no reason to fall over before everything is closed.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const [name = 'serve', ...rest] = process.argv.slice(2);
process.exitCode = await commands.run(name, rest);
