/** Numbers of the mall in the small world: verified, let stand, removed, and one that points to a person; of which type the community is and was. */
import {
  MergeUnitsDocument,
  OverrideUnitIdentifierDocument,
  RegisterUnitDocument,
  RemoveUnitIdentifierDocument,
  RenameUnitDocument,
  VerifyUnitIdentifierDocument,
  WithdrawRegistrationDocument,
} from '../../generated/operations.ts';
import { classed } from '../../scenarios/units/classing.ts';
import { added, codeOf, judging, wrongCode } from '../../scenarios/units/identifying.ts';
import { there } from '../../scenarios/story.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

export async function identifiers({ administrator, red }: Cast): Promise<Things> {
  const renamed = { unitId: administrator.unitId, expectedVersion: 1, name: 'mall（新全称）', shortName: 'mall' };
  await administrator.do(RenameUnitDocument, { ...renamed, reason: '区划调整' });
  const clinic = { kind: 'HOSPITAL' as const, name: '登记的诊所', shortName: '诊所' };
  const { unit: registered } = await red.street.do(RegisterUnitDocument, clinic);
  const made = async (name: string): Promise<string> =>
    there((await red.street.do(RegisterUnitDocument, { kind: 'TEAM' as const, name, shortName: name })).unit).id;
  const [unitToMerge, unitToStay, mergedUnit] = [await made('甲队伍'), await made('乙队伍'), await made('丙队伍')];
  await red.street.do(MergeUnitsDocument, { fromUnitId: mergedUnit, intoUnitId: await made('丁队伍'), reason: '同队' });
  const unitToWithdraw = await made('戊队伍');
  const mistaken = { unitId: await made('己队伍'), reason: '重复登记' };
  const { withdrawal } = await red.street.do(WithdrawRegistrationDocument, mistaken);
  const verified = await added(administrator, codeOf('91', 1));
  await red.street.do(VerifyUnitIdentifierDocument, judging(verified));
  const override = { unitId: administrator.unitId, value: wrongCode('91', 2), reason: '已核对执照原件' };
  const { identifier: overridden } = await red.street.do(OverrideUnitIdentifierDocument, override);
  const removed = await added(administrator, 'DZ-2017-1', 'PARTY_ORGANISATION_CODE');
  await administrator.do(RemoveUnitIdentifierDocument, { ...judging(removed), reason: '换发新号' });
  const personal = await added(administrator, codeOf('92', 3));
  await classed(red.street, 'community-type.estate', red.community);
  const { id: classification } = await classed(red.street, 'community-type.mixed', red.community);
  return {
    classification,
    identifier: verified.id,
    overridden: there(overridden).id,
    removedIdentifier: removed.id,
    soleTrader: personal.id,
    wrongCode: wrongCode('91', 7),
    rightCode: codeOf('91', 8),
    soleTraderCode: codeOf('92', 3),
    verifiedCode: codeOf('91', 1).toLowerCase(),
    number: 'DJ-2026-1',
    ...{ registered: there(registered).id, unitToMerge, unitToStay, mergedUnit, unitToWithdraw },
    withdrawal: there(withdrawal).id,
  };
}
