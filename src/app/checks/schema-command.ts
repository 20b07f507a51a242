import { staleSchemaFiles, writeSchemaFiles } from './print.ts';

/** Writes `schema/`, or says which of its files are not as the code prints them. */
export function schemaCommand(isCheck: boolean, say: (text: string) => void): number {
  if (!isCheck) {
    writeSchemaFiles();
    return 0;
  }
  const stale = staleSchemaFiles();
  if (stale.length === 0) return 0;
  say(`schema/ 与代码不一致 is out of step: ${stale.join(', ')}。请运行 npm run schema。 Run npm run schema.`);
  return 1;
}
