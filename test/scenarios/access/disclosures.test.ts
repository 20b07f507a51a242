/** Who sees a contact masked may see it in full: for a purpose, on the record, for ten minutes. */
import { expect, test } from '@jest/globals';
import {
  ContactOfDocument,
  DiscloseDocument,
  DisclosuresDocument,
  LeaveAllianceDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';

const NUMBER = '+8613812345678';
const about = { purpose: 'emergency.contact', reason: '台风夜值守，通知转移' };
const masked = { disclosure: 'MASKED', name: '王**', mobile: '+86138****5678' };
const full = { disclosure: 'FULL', name: '王小明', mobile: NUMBER };

async function town() {
  const world = await createWorld();
  const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
  await world.people.contact(mall, '王小明', NUMBER);
  const seenBy = async (who: Actor) => (await who.ask(ContactOfDocument, { unitId: mall.unitId })).unit?.contact;
  return { world, street, mall, community, allianceId: id, seenBy };
}

test('it is shown at once, to that person alone, for ten minutes and not one longer', async () => {
  const { world, mall, community, seenBy } = await town();
  await using _ = world;
  const colleague = await world.people.post(there(community.unit));
  const other = await world.people.actor(colleague, there(community.unit), null);
  expect(await seenBy(community)).toMatchObject(masked);
  const { disclosure } = await community.do(DiscloseDocument, { ...about, subjectId: mall.unitId });
  expect(disclosure).toMatchObject({ reason: about.reason, ofUnit: { contact: full } });
  expect(await seenBy(community)).toMatchObject(full);
  expect(await seenBy(other.wearing({ 'x-acting-alliance': there(await hatOf(community)) }))).toMatchObject(masked);
  world.clock.pass({ minutes: 9, seconds: 59 });
  expect(await seenBy(community)).toMatchObject(full);
  world.clock.pass({ seconds: 1 });
  expect(await seenBy(community)).toMatchObject(masked);
});

/** The alliance of their hat, as they would send it. */
async function hatOf(actor: Actor): Promise<string | undefined> {
  const { data } = await actor.try<{ viewer: { alliance: { id: string } | null } }, object>(
    '{ viewer { alliance { id } } }',
  );
  return data?.viewer.alliance?.id;
}

test('it ends with what it stands on: without the hat, and when the membership ends', async () => {
  const { world, mall, community, allianceId, seenBy } = await town();
  await using _ = world;
  await community.do(DiscloseDocument, { ...about, subjectId: mall.unitId });
  expect(await seenBy(community)).toMatchObject(full);
  expect(await seenBy(community.withoutHat())).toMatchObject({ disclosure: 'WITHHELD', mobile: null });
  const query = 'query ($id: ID!) { unit(id: $id) { memberships { nodes { id version } } } }';
  const { data } = await community.try<{ unit: { memberships: { nodes: { id: string; version: number }[] } } }, object>(
    query,
    { id: community.unitId },
  );
  const { id: membershipId, version: expectedVersion } = there(data?.unit.memberships.nodes[0]);
  await community.withoutHat().do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '合并' });
  const { errors } = await community.try(ContactOfDocument, { unitId: mall.unitId });
  expect(errors).toMatchObject([{ extensions: { code: 'HAT_REQUIRED' } }]);
  expect(allianceId).toMatch(/^alliance_/);
});

test('it is on the record: the unit that looked and the unit looked at read who, what for and why, nobody else', async () => {
  const { world, street, mall, community } = await town();
  await using _ = world;
  await community.do(DiscloseDocument, { ...about, subjectId: mall.unitId });
  const recorded = {
    totalCount: 1,
    nodes: [
      {
        subjectId: mall.unitId,
        reason: about.reason,
        purpose: { code: 'emergency.contact' },
        unit: { id: community.unitId },
      },
    ],
  };
  for (const concerned of [mall, community, mall.withoutHat()]) {
    expect((await concerned.ask(DisclosuresDocument, {})).disclosures).toEqual(recorded);
  }
  expect((await street.ask(DisclosuresDocument, {})).disclosures?.totalCount).toBe(0);
  const [entry] = await world.sql<{ body: unknown }>("select body from data.audit where action = 'contact:disclosed'");
  expect(entry?.body).toEqual({ subject: mall.unitId, purpose: 'emergency.contact' });
});

test('it is refused to who does not see it masked, without a purpose, and to apps', async () => {
  const { world, mall, community } = await town();
  await using _ = world;
  const other = await world.alliance('别的', 'otherStreet');
  const subjectId = mall.unitId;
  expect(await other.otherStreet.refused(DiscloseDocument, { ...about, subjectId })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await community.withoutHat().refused(DiscloseDocument, { ...about, subjectId })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await community.refused(DiscloseDocument, { ...about, subjectId, purpose: 'space.hall' })).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'purpose'],
  });
  expect(await community.refused(DiscloseDocument, { ...about, subjectId, reason: ' ' })).toMatchObject({
    path: ['input', 'reason'],
  });
  // A unit without a contact is told like one whose contact is not shown.
  expect(await mall.refused(DiscloseDocument, { ...about, subjectId: community.unitId })).toMatchObject({
    code: 'FORBIDDEN',
  });
  const [red] = await world.sql<{ id: string }>("select id from directory.alliance where name = '五色'");
  const app = await world.people.app(there(mall.unit), there(red).id as never, ['contacts:read']);
  expect(await app.refused(DiscloseDocument, { ...about, subjectId })).toMatchObject({ code: 'FORBIDDEN' });
});
