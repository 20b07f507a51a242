import { expect, test } from '@jest/globals';
import { inviteFirst, readInvited } from '../../src/app/invite.ts';
import { globalId } from '../../src/domain/ids.ts';
import {
  AuditOfDocument,
  DissolveUnitDocument,
  InvitationsDocument,
  WhatIMayDocument,
} from '../generated/operations.ts';
import { accepted, invited, stranger } from '../scenarios/people/posting.ts';
import { someUnit } from '../scenarios/people/relation-steps.ts';
import { there } from '../scenarios/story.ts';
import { createWorld } from '../support/world.ts';

const UNIT = 'unit_0190c3a5000070008000000000000000';

test('the operator invites the first administrator of a unit, and is on its record by name', async () => {
  await using world = await createWorld();
  const unit = await world.people.unit('新单位');
  const said: string[] = [];
  const wanted = readInvited([globalId('unit', unit), 'ADMINISTRATOR', '张', '三']);
  await inviteFirst(world.database, wanted, world.clock.now(), (text) => said.push(text));
  const codes = said.join('\n').match(/\b[0-9a-f]{40}\b/g) ?? [];
  expect(codes).toHaveLength(1);

  const somebody = await stranger(world);
  const post = await accepted(somebody, there(codes[0]));
  expect(post).toMatchObject({ role: 'ADMINISTRATOR', title: '单位管理员', holder: { name: '张 三' }, until: null });
  expect((await somebody.ask(WhatIMayDocument, {})).viewer?.hats).toMatchObject([{ roles: ['ADMINISTRATOR'] }]);
  await invited(somebody);
  const { invitations } = await somebody.ask(InvitationsDocument, {});
  expect(invitations?.nodes.map(({ invitedBy }) => invitedBy?.name)).toEqual([undefined, '张 三']);

  const asked = `query ($id: ID!) { auditEntries(filter: { subjectId: $id }) {
    nodes { action unit { shortName } actor { ... on App { name vendor } } } } }`;
  const { data } = await somebody.try<unknown, object>(asked, { id: there(invitations?.nodes[0]).id });
  expect(data).toEqual({
    auditEntries: {
      nodes: [
        {
          action: 'post:invited',
          unit: { shortName: '新单位' },
          actor: { name: '平台运营（本机命令）', vendor: '平台运营方' },
        },
      ],
    },
  });
  expect((await somebody.ask(AuditOfDocument, { subjectId: post.id })).auditEntries?.totalCount).toBe(1);
  // Nothing of the code is kept, and a second invitation is another.
  expect(await world.sql('select from data.audit t where t::text like $1', [`%${there(codes[0])}%`])).toEqual([]);
  await inviteFirst(world.database, wanted, world.clock.now(), (text) => said.push(text));
  expect(new Set(said.join('\n').match(/\b[0-9a-f]{40}\b/g)).size).toBe(2);
});

test('what it is told to do is read with care, and a unit that is not there is said so', async () => {
  const usage = /npm run invite -- <unit id> ADMINISTRATOR <name>/;
  for (const words of [
    [],
    [UNIT],
    [UNIT, 'ADMINISTRATOR'],
    [UNIT, 'OPERATOR', '张三'],
    [UNIT, 'ADMINISTRATOR', '三'.repeat(51)],
  ])
    expect(() => readInvited(words)).toThrow(usage);
  expect(() => readInvited(['mall', 'ADMINISTRATOR', '张三'])).toThrow(/"mall" is not an id/);
  expect(() => readInvited([UNIT.replace('unit', 'post'), 'ADMINISTRATOR', '张三'])).toThrow(/starts with unit_/);
  await using world = await createWorld({ isEmpty: true });
  const missing = inviteFirst(world.database, { unitId: UNIT, personName: '张三' }, world.clock.now(), () => undefined);
  await expect(missing).rejects.toThrow(`There is no unit ${UNIT}`);
});

test('of a database that is not up to date it says what to do', async () => {
  await using world = await createWorld({ isEmpty: true });
  await world.sql('alter table directory.invitation rename to later');
  const early = inviteFirst(world.database, { unitId: UNIT, personName: '张三' }, world.clock.now(), () => undefined);
  await expect(early).rejects.toThrow('npm run migrate first');
});

test('to a unit that is dissolved nobody is invited', async () => {
  await using world = await createWorld();
  const gone = await someUnit(world, '已注销', 'TEAM');
  await gone.do(DissolveUnitDocument, { unitId: gone.unitId, expectedVersion: 1, reason: '解散' });
  const wanted = { unitId: gone.unitId, personName: '张三' };
  await expect(inviteFirst(world.database, wanted, world.clock.now(), () => undefined)).rejects.toThrow('is dissolved');
});
