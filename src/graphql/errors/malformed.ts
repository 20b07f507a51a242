/** Values in a request that do not fit the type of their argument or field, in both languages. */
import { GraphQLError } from 'graphql';
import { BadInputError, type Bilingual } from '../../domain/errors.ts';

const OF_A_VARIABLE = /^Variable "\$(\w+)" /;
const AT_A_PATH = / at "([\w.[\]]+)"; $/;

/** What is wrong with the value, and where; null where the error is of another sort. */
export function malformedValue(error: unknown): Bilingual | null {
  if (!(error instanceof GraphQLError)) return null;
  const rule = ruleIn(error);
  const [, variable] = OF_A_VARIABLE.exec(error.message) ?? [];
  if (variable === undefined) return rule;
  const reason = error.originalError?.message ?? error.message;
  // GraphQL says the variable, its whole value, the path in it, and the reason last.
  const [, path] = AT_A_PATH.exec(error.message.slice(0, error.message.length - reason.length)) ?? [];
  const where = path ?? `$${variable}`;
  if (rule !== null) return { zh: `${where}：${rule.zh}`, en: `${where}: ${rule.en}` };
  return { zh: `${where}：值不可接受。${reason}`, en: `${where}: ${reason}` };
}

/** The rule of ours that is at the bottom of it, if one is. */
function ruleIn(error: Error | undefined): Bilingual | null {
  if (error instanceof BadInputError) return error.text;
  return error instanceof GraphQLError ? ruleIn(error.originalError) : null;
}
