import { describe, expect, test } from '@jest/globals';
import { ContactOfDocument, UpdateUnitContactDocument, WhatAnAppSeesDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { offer, there } from '../story.ts';

const NUMBER = '+8613812345678';

describe('the contact of a unit', () => {
  test('is shown in full, masked, or not at all, by who asks under which hat', async () => {
    await using world = await createWorld();
    const { street, mall, community, uuid } = await world.alliance('五色', 'street', 'mall', 'community');
    const other = await world.alliance('别的', 'otherStreet');
    await world.people.contact(mall, '王小明', NUMBER);
    const app = await world.people.app(there(mall.unit), uuid);
    const trusted = await world.people.app(there(mall.unit), uuid, ['contacts:read']);
    const seenBy = async (who: { ask: typeof mall.ask }) =>
      (await who.ask(ContactOfDocument, { unitId: mall.unitId })).unit?.contact;

    const full = { disclosure: 'FULL', name: '王小明', mobile: NUMBER, isFictitious: true };
    const masked = { disclosure: 'MASKED', name: '王**', mobile: '+86138****5678', isFictitious: true };
    const withheld = { disclosure: 'WITHHELD', name: null, mobile: null, isFictitious: null };
    expect(await seenBy(mall)).toEqual(full);
    expect(await seenBy(mall.withoutHat())).toEqual(full);
    expect(await seenBy(street)).toEqual(full);
    // The coordinator sees it as a coordinator, under that hat.
    expect(await seenBy(street.withoutHat())).toEqual(withheld);
    expect(await seenBy(community)).toEqual(masked);
    expect(await seenBy(community.withoutHat())).toEqual(withheld);
    expect(await seenBy(other.otherStreet)).toEqual(withheld);
    // An app that was not let read contacts is told so, once for each field, in however many rows.
    const closed = await app.try(ContactOfDocument, { unitId: mall.unitId });
    expect(closed.data?.unit?.contact).toEqual(withheld);
    expect(closed.errors).toMatchObject(
      ['name', 'mobile', 'isFictitious'].map((field) => ({
        path: ['unit', 'contact', field],
        extensions: { code: 'SCOPE_REQUIRED', scope: 'contacts:read' },
      })),
    );
    expect(await seenBy(trusted)).toEqual(masked);
    expect(await seenBy(trusted.withoutHat())).toEqual(withheld);
    const { data } = await world.ask(ContactOfDocument, { unitId: mall.unitId });
    expect(data?.unit?.contact).toEqual(withheld);
  });

  test('does not leak through lists, nodes or aliases either', async () => {
    await using world = await createWorld();
    const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    await world.people.contact(mall, '王小明', NUMBER);
    const query = `query ($id: ID!) {
      units(filter: { search: "mall" }) { nodes { name: shortName c: contact { tel: mobile } } edges { node { contact { mobile } } } }
      node(id: $id) { ... on Unit { contact { a: mobile b: mobile } } }
      nodes(ids: [$id]) { ... on Unit { contact { name mobile } } }
    }`;
    const outside = JSON.stringify(await world.ask(query, { id: mall.unitId }));
    const inside = JSON.stringify(await community.try(query, { id: mall.unitId }));
    expect(outside).not.toMatch(/\+86|\*/);
    expect(outside).not.toContain('王');
    expect(inside).not.toContain('13812345678');
    expect(inside).not.toContain('小明');
    expect(inside.match(/\+86138\*\*\*\*5678/g)).toHaveLength(5);
  });

  test('is set by the unit itself; the record says that it changed, and not in clear to what', async () => {
    await using world = await createWorld();
    const { mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const { unit } = await mall.do(UpdateUnitContactDocument, {
      unitId: mall.unitId,
      name: '王小明',
      mobile: '13812345678',
    });
    expect(unit?.contact).toEqual({ disclosure: 'FULL', name: '王小明', mobile: NUMBER, version: 1 });
    const second = { unitId: mall.unitId, expectedVersion: 1, name: ' 李小红', mobile: NUMBER };
    const { unit: corrected } = await mall.do(UpdateUnitContactDocument, second);
    expect(corrected?.contact).toMatchObject({ name: '李小红', version: 2 });
    expect(await mall.refused(UpdateUnitContactDocument, { ...second, name: '张三' })).toMatchObject({
      __typename: 'VersionConflictError',
      message: `The unit ${mall.unitId} has changed: you saw version 1, it is now 2. Read it again, then retry.`,
    });
    expect(await mall.refused(UpdateUnitContactDocument, { ...second, expectedVersion: null })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    expect(await mall.refused(UpdateUnitContactDocument, { ...second, expectedVersion: 2 })).toMatchObject({
      code: 'ALREADY_DONE',
      message: 'This is the contact of the unit already: there is nothing to change.',
    });
    const entries = await world.sql("select from data.audit where action = 'unit:contact-updated'");
    expect(entries).toHaveLength(2);
    const foreign = { unitId: mall.unitId, name: '冒名', mobile: '13900000000' };
    expect(await community.refused(UpdateUnitContactDocument, foreign)).toMatchObject({ code: 'FORBIDDEN' });
    const wrong = await mall.refused(UpdateUnitContactDocument, { ...foreign, mobile: '12345' });
    expect(wrong).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'mobile'] });
    const told = JSON.stringify([
      await world.sql('select * from data.audit'),
      await world.sql('select * from data.outbox'),
    ]);
    expect(told).toContain('unit:contact-updated');
    // Three digits are in many an id; these are not.
    expect(told).not.toMatch(/1381234|345678|小明|小红/);
  });

  test('does not reach the log, whatever goes wrong with it', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    await world.sql("alter table directory.unit_contact add constraint unlucky check (mobile not like '%5678')");
    const input = { unitId: mall.unitId, name: '王小明', mobile: '13812345678', idempotencyKey: world.key() };
    const { errors } = await mall.try(UpdateUnitContactDocument, { input });
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    const log = world.log.join('');
    expect(log).toContain('"constraint":"unlucky"');
    expect(log).toContain(errors?.[0]?.extensions.requestId);
    expect(log).not.toMatch(/13812345678|王|小明/);
  });

  test('stays behind row-level security when everything before it is taken away', async () => {
    await using world = await createWorld();
    const { street, mall, community, uuid } = await world.alliance('五色', 'street', 'mall', 'community');
    await world.people.contact(mall, '王小明', NUMBER);
    await expect(world.sql('set role qinlin_reader')).resolves.toEqual([]);
    await expect(world.sql('select * from directory.unit_contact')).rejects.toThrow(/permission denied/);
    await world.sql('reset role');
    const asked = async (person: string | null, alliance: string | null, table = 'unit_contact') => {
      await world.sql('begin');
      await world.sql('set local role qinlin_guarded');
      await world.sql('select from rights.enter($1::uuid, null, null, null, $2::uuid, $3::timestamptz)', [
        person,
        alliance,
        world.clock.now(),
      ]);
      const rows = await world.sql(`select mobile from directory.${table}`);
      await world.sql('commit');
      return rows.length;
    };
    expect(await asked(null, null)).toBe(0);
    expect(await asked(null, uuid)).toBe(0);
    expect(await asked(community.person, null)).toBe(0);
    // What a fellow member may read of it is what is masked, and nothing else.
    expect(await asked(community.person, uuid)).toBe(0);
    expect(await asked(community.person, uuid, 'unit_contact_mask')).toBe(1);
    expect(await asked(null, uuid, 'unit_contact_mask')).toBe(0);
    expect(await asked(mall.person, null)).toBe(1);
    expect(await asked(street.person, uuid)).toBe(1);
    expect(await asked(street.person, null)).toBe(0);
  });
});

test('an app reads what the unit that installed it may, no more, and changes nothing', async () => {
  await using world = await createWorld();
  const { mall, community, uuid } = await world.alliance('五色', 'street', 'mall', 'community');
  await offer(mall, { title: '联盟内' });
  await offer(mall, { title: '公开', visibility: 'PUBLIC' });
  await offer(mall, { title: '自用', visibility: 'UNIT' });
  const app = community.unit === null ? community : await world.people.app(community.unit, uuid);
  const seen = await app.ask(WhatAnAppSeesDocument, { unitId: mall.unitId });
  expect(seen.offers?.nodes.map(({ title }) => title).sort()).toEqual(['公开', '联盟内']);
  const bare = await app.withoutHat().ask(WhatAnAppSeesDocument, { unitId: mall.unitId });
  expect(bare.offers?.nodes.map(({ title }) => title)).toEqual(['公开']);
  const contact = await app.refused(UpdateUnitContactDocument, {
    unitId: mall.unitId,
    name: '甲',
    mobile: '13800000000',
  });
  expect(contact).toMatchObject({ code: 'FORBIDDEN' });
  // The grant holds only while the unit that gave it is a member.
  await world.sql(
    "update directory.membership set state = 'LEFT', valid = tstzrange(lower(valid), $1) where unit_id = $2",
    [world.clock.now(), community.unit],
  );
  const after = await app.try(WhatAnAppSeesDocument, { unitId: mall.unitId });
  expect(after.errors?.[0]).toMatchObject({ extensions: { code: 'HAT_REQUIRED', problem: 'ALLIANCE_NOT_HELD' } });
});
