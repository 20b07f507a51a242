/** Checks an input against the rules of its class; every broken rule is one issue with its path. */
import { validate, type ValidationError } from 'class-validator';
import { RefusalError, type Bilingual, type InputIssue } from '../domain/errors.ts';

const fallback: Bilingual = { zh: '的值不可接受。', en: 'is not acceptable.' };

/** Throws `INVALID_INPUT` unless every rule holds. */
export async function validateInput(input: unknown): Promise<void> {
  if (typeof input !== 'object' || input === null) return;
  const errors = await validate(input, { forbidUnknownValues: false });
  const issues = errors.flatMap((error) => issuesOf(error, ['input']));
  if (issues.length > 0) throw RefusalError.of('INVALID_INPUT', { issues });
}

function issuesOf(error: ValidationError, parent: readonly string[]): InputIssue[] {
  const path = [...parent, error.property];
  const own = Object.keys(error.constraints ?? {})
    .slice(0, 1)
    .map((name) => issue(path, (error.contexts?.[name] as Bilingual | undefined) ?? fallback));
  return [...own, ...(error.children ?? []).flatMap((child) => issuesOf(child, path))];
}

function issue(path: readonly string[], said: Bilingual): InputIssue {
  const name = path.join('.');
  return { path, message: { zh: `${name} ${said.zh}`, en: `${name} ${said.en}` } };
}
