/** Reasons that everybody reads tell of nobody. */
import { expect, test } from '@jest/globals';
import {
  ClassifyUnitDocument,
  DisbandBodyDocument,
  DissolveAllianceDocument,
  EndClassificationDocument,
  EndSeatDocument,
  ReclassifyUnitDocument,
  RenameUnitDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { established, seated } from '../alliances/body-steps.ts';
import { someUnit } from '../people/relation-steps.ts';
import { there } from '../story.ts';

test('of names, kinds, classes, seats, bodies and alliances alike', async () => {
  await using world = await createWorld();
  const { street, mall, id: allianceId } = await world.alliance('五色', 'street', 'mall');
  await world.people.administrator(there(street.unit), there(street.person));
  const team = await someUnit(world, '队伍', 'TEAM');
  const { unitId } = team;
  const body = await established(street, allianceId, '大工委');
  const seat = await seated(street, body.id, mall.unitId);
  const made = await team.act(ClassifyUnitDocument, { unitId, classCode: 'team-kind.repair', reason: '认定' });
  const classificationId = there(made.classification).id;
  const reason = '负责人电话 13800138000';
  const at = { expectedVersion: 1, reason };
  const refusals = [
    await team.refused(RenameUnitDocument, { unitId, name: '新名', shortName: '新名', ...at }),
    await team.refused(ReclassifyUnitDocument, { unitId, kind: 'SOCIAL_ORGANISATION' as const, ...at }),
    await team.refused(ClassifyUnitDocument, { unitId, classCode: 'team-kind.repair', reason }),
    await team.refused(EndClassificationDocument, { classificationId, ...at }),
    await street.refused(EndSeatDocument, { seatId: seat.id, ...at }),
    await street.refused(DisbandBodyDocument, { bodyId: body.id, ...at }),
    await street.refused(DissolveAllianceDocument, { allianceId, ...at }),
  ];
  for (const refused of refusals) {
    expect(refused).toMatchObject({
      ...{ code: 'INVALID_INPUT', path: ['input', 'reason'] },
      message: 'input.reason is for all to read: leave out names, numbers, addresses and illness.',
    });
  }
});
