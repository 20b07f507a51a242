/** What units are known by: numbers of every kind and state, on either side. */
import {
  EndClassificationDocument,
  OverrideUnitIdentifierDocument,
  ReclassifyUnitDocument,
  InviteFirstAdministratorDocument,
  MergeUnitsDocument,
  RegisterUnitDocument,
  RemoveUnitIdentifierDocument,
  RenameUnitDocument,
  UndoMergeUnitsDocument,
  UnitNamesDocument,
  VerifyUnitIdentifierDocument,
  WithdrawRegistrationDocument,
} from '../../generated/operations.ts';
import { classed } from '../../scenarios/units/classing.ts';
import { added, codeOf, judging, wrongCode } from '../../scenarios/units/identifying.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { Side } from './cast.ts';

/** It is called something else, and back again. */
async function rename(owner: Actor): Promise<void> {
  const data = await owner.ask(UnitNamesDocument, { id: owner.unitId });
  const { name, shortName } = there(data.unit);
  const renamed = (version: number, names: { name: string; shortName: string }) =>
    owner.do(RenameUnitDocument, { unitId: owner.unitId, expectedVersion: version, reason: '区划调整', ...names });
  await renamed(1, { name: '临时的名称', shortName: '临时' });
  await renamed(2, { name, shortName });
}

/** Of which type they are, by the coordinator: as it is, as it was, and of none any more. */
async function classify({ coordinator, supplier, demander }: Side): Promise<void> {
  for (const owner of [supplier, demander]) {
    await classed(coordinator, 'community-type.estate', owner);
    const { id } = await classed(coordinator, 'community-type.mixed', owner);
    if (owner !== demander) continue;
    await coordinator.do(EndClassificationDocument, { classificationId: id, expectedVersion: 1, reason: '改造' });
  }
}

/** Of administrators: numbers of enterprises and of sole traders, verified, let stand, and removed. `first` tells the sides apart. */
export async function number(side: Side, first: number): Promise<void> {
  const { coordinator, supplier, demander, both } = side;
  await classify(side);
  await rename(supplier);
  const kind = 'VILLAGE' as const;
  await supplier.do(ReclassifyUnitDocument, { unitId: supplier.unitId, expectedVersion: 3, kind, reason: '撤居设村' });
  const { unit } = await coordinator.do(RegisterUnitDocument, {
    ...{ kind: 'HOSPITAL' as const, name: `第${first + 1}医院`, shortName: `医院${first}` },
    identifiers: [{ scheme: 'OTHER' as const, value: `YY${first}` }],
  });
  const again = { kind: 'HOSPITAL' as const, name: `原第${first + 1}医院`, shortName: `原医院${first}` };
  const { unit: other } = await coordinator.do(RegisterUnitDocument, again);
  const pair = { fromUnitId: there(other).id, intoUnitId: there(unit).id, reason: '同一单位' };
  await coordinator.do(MergeUnitsDocument, pair);
  await coordinator.do(UndoMergeUnitsDocument, { mergedUnitId: pair.fromUnitId });
  for (const name of ['误登记的医院', '又误登记的医院']) {
    const mistaken = { kind: 'HOSPITAL' as const, name: `${name}${first}`, shortName: `${name}${first}` };
    const { unit: wrong } = await coordinator.do(RegisterUnitDocument, mistaken);
    await coordinator.do(WithdrawRegistrationDocument, { unitId: there(wrong).id, reason: '重复登记' });
  }
  await coordinator.do(InviteFirstAdministratorDocument, { unitId: there(unit).id, personName: '院长' });
  for (const [i, owner] of [supplier, demander, both].entries()) {
    const n = first + 10 * i;
    await added(owner, codeOf('91', n));
    await coordinator.do(
      VerifyUnitIdentifierDocument,
      judging(await added(owner, `DZ${n}`, 'PARTY_ORGANISATION_CODE')),
    );
    const override = { unitId: owner.unitId, value: wrongCode('91', n + 1), reason: '已核对执照' };
    await coordinator.do(OverrideUnitIdentifierDocument, override);
    const gone = await added(owner, `DJ${n}`, 'REGISTRATION_NUMBER');
    await owner.do(RemoveUnitIdentifierDocument, { ...judging(gone), reason: '已注销' });
    await added(owner, codeOf('92', n));
  }
}
