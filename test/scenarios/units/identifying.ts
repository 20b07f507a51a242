/** Steps of the scenarios about identifiers: good codes, and who adds them. */
import { organisationCheckOf, usccCheck } from '../../../src/domain/directory/uscc.ts';
import {
  AddUnitIdentifierDocument,
  type IdentifierNowFragment,
  type IdentifierScheme,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { there } from '../story.ts';

/** A good 统一社会信用代码 of that registrar and kind in 宁波市江北区, one for each number. */
export function codeOf(pair: string, n: number): string {
  const organisation = `MF${String(n).padStart(6, '0')}`;
  const first = `${pair}330205${organisation}${organisationCheckOf(organisation)}`;
  return `${first}${usccCheck(first)}`;
}

/** The same with a wrong check character. */
export function wrongCode(pair: string, n: number): string {
  const code = codeOf(pair, n);
  return `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`;
}

/** The unit of an administrator has a number from now on. */
export async function added(
  administrator: Actor,
  value: string,
  scheme: IdentifierScheme = 'USCC',
): Promise<IdentifierNowFragment> {
  const { unitId } = administrator;
  return there((await administrator.do(AddUnitIdentifierDocument, { unitId, scheme, value })).identifier);
}

/** What it takes to judge or remove it. */
export const judging = ({ id, version }: IdentifierNowFragment): { identifierId: string; expectedVersion: number } => ({
  identifierId: id,
  expectedVersion: version,
});
