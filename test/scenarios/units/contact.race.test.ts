import { expect, test } from '@jest/globals';
import { revealEntry } from '../../../src/data/audit/reveal.ts';
import {
  DissolveUnitDocument,
  RemoveUnitContactDocument,
  UpdateUnitContactDocument,
} from '../../generated/operations.ts';
import { connected } from '../../support/audit.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { holding, standing } from '../holding.ts';
import { administratorOf } from '../people/posting.ts';
import { someUnit } from '../people/relation-steps.ts';
import { there } from '../story.ts';

test('of many who edit a contact they saw alike exactly one is done, the others are told that it changed', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  // The first contact, which is not there to be locked, then one that is.
  for (const expectedVersion of [null, 1]) {
    const answers = await Promise.all(
      Array.from({ length: scaled(24, 100) }, (_, i) => {
        // Never what is there already: an edit that changes nothing stands in nobody's way.
        const mobile = `+8613${expectedVersion ?? 0}${String(i).padStart(8, '0')}`;
        return mall.act(UpdateUnitContactDocument, { unitId: mall.unitId, expectedVersion, name: `甲${i}`, mobile });
      }),
    );
    const done = answers.filter(({ unit }) => unit !== null);
    expect(done).toHaveLength(1);
    expect(done[0]?.unit?.contact.version).toBe((expectedVersion ?? 0) + 1);
    const refusals = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(refusals).toEqual(answers.slice(1).map(() => 'VERSION_CONFLICT'));
    const kept = await world.sql('select name, mobile, version from directory.unit_contact');
    const { name, mobile, version } = { ...done[0]?.unit?.contact };
    expect(kept).toEqual([{ name, mobile, version }]);
  }
  expect(await world.sql("select from data.audit where action = 'unit:contact-updated'")).toHaveLength(2);
});

test('of who edits and who removes a contact they saw alike one is done, and what is removed is not in the record', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const { unitId } = mall;
  let expectedVersion = 1;
  await mall.do(UpdateUnitContactDocument, { unitId, name: '甲', mobile: '+8613800000000' });
  const count = { edited: 0, removed: 0 };
  for (let round = 0; round < scaled(12, 100); round += 1) {
    const edit = () => {
      const mobile = `+8613${round % 10}${String(round).padStart(8, '0')}`;
      return mall.act(UpdateUnitContactDocument, { unitId, expectedVersion, name: `乙${round}`, mobile });
    };
    const remove = () => mall.act(RemoveUnitContactDocument, { unitId, expectedVersion, reason: '离职' });
    const [one, other, third] = await Promise.all(
      round % 2 === 0 ? [edit(), remove(), edit()] : [remove(), edit(), remove()],
    );
    const answers = [one, other, third];
    expect(answers.filter(({ unit }) => unit !== null)).toHaveLength(1);
    const refused = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(refused).toEqual(['VERSION_CONFLICT', 'VERSION_CONFLICT']);
    const contacts = await world.sql<{ name: string; version: number }>(
      'select name, version from directory.unit_contact',
    );
    const masks = await world.sql('select from directory.unit_contact_mask');
    expect(masks).toHaveLength(contacts.length);
    count[contacts.length === 0 ? 'removed' : 'edited'] += 1;
    // What can be read of the record after a removal was written after it.
    const owner = await connected(world, 'owner');
    const rows = await world.sql<{ id: string; seq: string }>(
      "select id, seq from data.audit where action = 'unit:contact-updated' order by seq",
    );
    const [last] = await world.sql<{ seq: string }>(
      "select max(seq) as seq from data.audit where action = 'unit:contact-removed'",
    );
    for (const { id, seq } of rows) {
      const [part] = there(await revealEntry(owner, id)).protected;
      expect([seq, part?.values !== null]).toEqual([seq, BigInt(seq) > BigInt(last?.seq ?? 0)]);
    }
    await owner.end();
    if (contacts.length === 0)
      await mall.do(UpdateUnitContactDocument, { unitId, name: '丙', mobile: '+8613800000001' });
    expectedVersion += 1;
  }
  expect(count.edited + count.removed).toBe(scaled(12, 100));
});

test('a contact does not outlive its unit: whoever edits it while the unit is dissolved comes before that, or is told', async () => {
  await using world = await createWorld();
  for (const isFirst of [true, false]) {
    const team = await someUnit(world, `队伍${String(isFirst)}`, 'TEAM');
    const second = await administratorOf(world, team);
    const { unitId } = team;
    const release = await holding(world, 'select from directory.unit where id = $1 for update', [team.unit]);
    const acts = [
      () => team.act(DissolveUnitDocument, { unitId, expectedVersion: 1, reason: '解散' }),
      () => second.act(UpdateUnitContactDocument, { unitId, name: '王某某', mobile: '13800138000' }),
    ];
    const under: Promise<{ readonly userErrors: readonly { readonly code: string }[] }>[] = [];
    for (const act of isFirst ? acts : acts.toReversed()) {
      under.push(act());
      await standing(world, under.length);
    }
    await release();
    const told = (await Promise.all(under)).map(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(told).toEqual(isFirst ? [[], ['WRONG_STATE']] : [[], []]);
    expect(await world.sql('select from directory.unit_contact where unit_id = $1', [team.unit])).toEqual([]);
  }
});
