import { stalePrints, writePrints } from './print.ts';

/** Writes `schema/` and `docs/states.md`, or says which of its files are not as the code prints them. */
// `commands.ts` loads it when it is wanted, in a way that the tool does not follow.
// ts-unused-exports:disable-next-line
export function schemaCommand(isCheck: boolean, say: (text: string) => void): number {
  if (!isCheck) {
    writePrints();
    return 0;
  }
  const stale = stalePrints();
  if (stale.length === 0) return 0;
  say(`与代码不一致 out of step with the code: ${stale.join(', ')}。请运行 npm run schema。 Run npm run schema.`);
  return 1;
}
