/** Whoever gives something to a unit while its registration is withdrawn comes before that, or finds no such unit. */
import { expect, test } from '@jest/globals';
import {
  AcceptInvitationDocument,
  InviteFirstAdministratorDocument,
  ProposeRelationDocument,
  RegisterUnitDocument,
  WithdrawRegistrationDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { stranger } from '../people/posting.ts';
import { someUnit } from '../people/relation-steps.ts';
import { there } from '../story.ts';

test('of who withdraws a registration and who relates to the unit, joins it or takes its number one comes first', async () => {
  await using world = await createWorld();
  const { street } = await world.alliance('五色', 'street');
  const community = await someUnit(world, '社区');
  const seen = new Set<string>();
  for (let round = 0; round < scaled(8, 60); round += 1) {
    const named = (name: string) => ({
      ...{ kind: 'TEAM' as const, name, shortName: name },
      identifiers: [{ scheme: 'OTHER' as const, value: `DW${round}` }],
    });
    const unitId = there((await street.do(RegisterUnitDocument, named(`队伍${round}`))).unit).id;
    const { invitationCode } = await street.do(InviteFirstAdministratorDocument, { unitId, personName: '队长' });
    if (round % 2 === 0) {
      await world.sql(
        "update directory.invitation set state = 'CANCELLED', decided_at = created_at where state = 'OPEN'",
      );
    }
    const newcomer = await stranger(world);
    const withdraw = () => street.act(WithdrawRegistrationDocument, { unitId, reason: '重复登记' });
    const [withdrawn, ...others] = await Promise.all([
      withdraw(),
      community.act(ProposeRelationDocument, {
        type: 'pairing',
        subjectUnitId: community.unitId,
        objectUnitId: unitId,
        statement: '结对',
      }),
      newcomer.act(AcceptInvitationDocument, { code: there(invitationCode) }),
      street.act(RegisterUnitDocument, named(`新队${round}`)),
    ]);
    const [code = 'done'] = withdrawn.userErrors.map((refused) => refused.code);
    seen.add(code);
    const [related, , registered] = others.map(({ userErrors }) => userErrors[0]?.code ?? 'done');
    if (code === 'done') expect(['NOT_FOUND', 'INVALID_INPUT']).toContain(related);
    else expect(['INVALID_INPUT', 'FORBIDDEN']).toContain(code);
    expect(['done', 'INVALID_INPUT']).toContain(registered);
  }
  // What stays is whole: no number, invitation, relation or post of a unit that is gone.
  for (const table of ['unit_identifier', 'invitation', 'post']) {
    const left = `select from directory.${table} t where not exists (select from directory.unit u where u.id = t.unit_id)`;
    expect(await world.sql(left)).toEqual([]);
  }
  expect(
    await world.sql('select from directory.registration_withdrawal w join directory.unit u on u.id = w.unit_id'),
  ).toEqual([]);
});
