/** Checks an input against the rules of its class; of every field the first broken rule is an issue with its path. */
import { RefusalError, type Bilingual, type InputIssue } from '../domain/errors.ts';
import { rulesOf } from './types/input-rules.ts';

/** Throws `INVALID_INPUT` unless every rule holds. */
export function validateInput(input: unknown): void {
  const issues = issuesOf(input, ['input']);
  if (issues.length > 0) throw RefusalError.of('INVALID_INPUT', { issues });
}

function issuesOf(input: unknown, path: readonly string[]): InputIssue[] {
  if (typeof input !== 'object' || input === null) return [];
  if (Array.isArray(input)) return input.flatMap((item, i) => issuesOf(item, [...path, String(i)]));
  const issues: InputIssue[] = [];
  for (const [property, { checks, isOptional, isNested }] of rulesOf(input)) {
    const value = (input as Readonly<Record<string, unknown>>)[property];
    if (isOptional && (value === undefined || value === null)) continue;
    const broken = checks.find(({ holds }) => !holds(value, input));
    if (broken !== undefined) issues.push(issue([...path, property], broken.message));
    if (isNested) issues.push(...issuesOf(value, [...path, property]));
  }
  return issues;
}

function issue(path: readonly string[], said: Bilingual): InputIssue {
  const name = path.join('.');
  return { path, message: { zh: `${name} ${said.zh}`, en: `${name} ${said.en}` } };
}
