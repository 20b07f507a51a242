/** Bodies under each other, with seats that are over, held and to come. */
import { EndSeatDocument } from '../../generated/operations.ts';
import { established, seated } from '../../scenarios/alliances/body-steps.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import type { Things } from './supply.ts';

export async function bodiesOf({
  red,
}: {
  readonly red: AllianceOfTest<'street' | 'mall' | 'community' | 'power'>;
}): Promise<Things> {
  const { street, mall, community, power } = red;
  const top = await established(street, red.id, '联席会议', { establishedOn: '2024-06-01' });
  const low = await established(street, red.id, '公益组', { kind: 'body.group', parentId: top.id });
  const next = await established(street, red.id, '应急组', { kind: 'body.group', parentId: top.id });
  const gone = await established(street, red.id, '文娱组', { kind: 'body.group', parentId: top.id });
  const over = await seated(street, top.id, mall.unitId, { since: '2024-06-01', until: '2026-06-01' });
  await seated(street, top.id, mall.unitId, { since: '2026-06-01', title: '副主任' });
  const { id: seatToEnd } = await seated(street, top.id, community.unitId, {
    since: '2025-01-01',
    until: '2028-01-01',
  });
  await seated(street, low.id, mall.unitId, { since: '2027-01-01' });
  const { id: ended } = await seated(street, low.id, power.unitId);
  await street.do(EndSeatDocument, { seatId: ended, expectedVersion: 1, reason: '换届' });
  return { body: top.id, bodyBelow: low.id, bodyToRevise: next.id, bodyToDisband: gone.id, seat: over.id, seatToEnd };
}
