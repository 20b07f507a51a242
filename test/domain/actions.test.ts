import { describe, expect, test } from '@jest/globals';
import { assertCan } from '../../src/domain/access/actions.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import type { Id } from '../../src/domain/ids.ts';

const unit = (name: string) => name as Id<'unit'>;
const alliance = (name: string) => name as Id<'alliance'>;

const operator: Actor = {
  person: 'p' as Id<'person'>,
  app: null,
  unit: unit('own'),
  alliance: null,
  memberships: [alliance('red')],
  coordinates: [],
  roles: ['OPERATOR'],
};
const coordinator: Actor = { ...operator, unit: unit('street'), coordinates: [alliance('red')] };
const nobody: Actor = { ...operator, unit: null, memberships: [] };

describe('the table of actions', () => {
  test('lets the owner do what is the owner’s, and nobody else', () => {
    const target = { ownerUnitId: 'own' };
    expect(() => assertCan(operator, 'offer:withdraw', target, null)).not.toThrow();
    for (const actor of [coordinator, nobody])
      expect(() => assertCan(actor, 'offer:withdraw', target, null)).toThrow('FORBIDDEN');
  });

  test('lets the coordinator propose and decide in the alliance that is coordinated', () => {
    for (const action of ['match:propose', 'membership:decide'] as const) {
      expect(() => assertCan(coordinator, action, { allianceId: 'red' }, null)).not.toThrow();
      expect(() => assertCan(coordinator, action, { allianceId: 'blue' }, null)).toThrow('FORBIDDEN');
      expect(() => assertCan(operator, action, { allianceId: 'red' }, null)).toThrow('FORBIDDEN');
    }
  });

  test('lets who recorded a consent withdraw it, and the person it is of, whatever unit they act for', () => {
    const of = (ownerUnitId: string, personId: string | null) => () =>
      assertCan(operator, 'consent:withdraw', { ownerUnitId, personId }, null);
    expect(of('own', null)).not.toThrow();
    expect(of('other', 'p')).not.toThrow();
    expect(of('other', 'q')).toThrow('FORBIDDEN');
    expect(of('other', null)).toThrow('FORBIDDEN');
    const app = { ...nobody, person: null };
    expect(() => assertCan(app, 'consent:withdraw', { ownerUnitId: 'other', personId: null }, null)).toThrow(
      'FORBIDDEN',
    );
  });

  test('lets who administers a unit appoint in it, and only the lead unit those who coordinate', () => {
    const administrator: Actor = { ...operator, roles: ['ADMINISTRATOR', 'OPERATOR'] };
    expect(() => assertCan(administrator, 'post:invite', { ownerUnitId: 'own' }, null)).not.toThrow();
    for (const [actor, ownerUnitId] of [
      [operator, 'own'],
      [administrator, 'street'],
      [{ ...administrator, unit: null }, 'own'],
    ] as const)
      expect(() => assertCan(actor, 'post:invite', { ownerUnitId }, null)).toThrow('FORBIDDEN');
    expect(() => assertCan(administrator, 'post:invite-coordinator', { leadUnitId: 'own' }, null)).not.toThrow();
    expect(() => assertCan(administrator, 'post:invite-coordinator', { leadUnitId: 'street' }, null)).toThrow(
      'FORBIDDEN',
    );
    expect(() => assertCan(administrator, 'post:change-administrator', { isOwnRight: false }, null)).toThrow(
      'FORBIDDEN',
    );
  });

  test('lets the administrators of the two units share, each on its side', () => {
    const between = { providerUnitId: 'own', consumerUnitId: 'other' };
    const administrator: Actor = { ...operator, roles: ['ADMINISTRATOR'] };
    const [provides, uses] = [administrator, { ...administrator, unit: unit('other') }];
    expect(() => assertCan(provides, 'sharing:decide', between, null)).not.toThrow();
    expect(() => assertCan(uses, 'sharing:decide', between, null)).toThrow('FORBIDDEN');
    expect(() => assertCan(uses, 'sharing:request', between, null)).not.toThrow();
    expect(() => assertCan(provides, 'sharing:request', between, null)).toThrow('FORBIDDEN');
    for (const actor of [provides, uses])
      expect(() => assertCan(actor, 'sharing:withdraw', between, null)).not.toThrow();
    for (const actor of [operator, coordinator, nobody, { ...administrator, unit: unit('third') }])
      expect(() => assertCan(actor, 'sharing:withdraw', between, null)).toThrow('FORBIDDEN');
  });

  test('lets a post be delegated by its holder for the unit, and ended by holder, source and administrator', () => {
    const held = { ownerUnitId: 'own', personId: 'p' };
    expect(() => assertCan(operator, 'post:delegate', { ...held, isDelegated: false }, null)).not.toThrow();
    for (const [actor, of] of [
      [operator, { ...held, isDelegated: true }],
      [operator, { ...held, personId: 'q', isDelegated: false }],
      [
        { ...operator, unit: unit('street') },
        { ...held, isDelegated: false },
      ],
    ] as const)
      expect(() => assertCan(actor, 'post:delegate', of, null)).toThrow('FORBIDDEN');
    const others = { ownerUnitId: 'own', personId: 'q', sourcePersonId: null };
    for (const [actor, of] of [
      [nobody, { ...others, personId: 'p' }],
      [nobody, { ...others, sourcePersonId: 'p' }],
      [{ ...operator, roles: ['ADMINISTRATOR' as const] }, others],
    ] as const)
      expect(() => assertCan(actor, 'post:end', of, null)).not.toThrow();
    expect(() => assertCan(operator, 'post:end', others, null)).toThrow('FORBIDDEN');
    // Nobody in particular is nobody's holder.
    expect(() => assertCan({ ...nobody, person: null }, 'post:end', others, null)).toThrow('FORBIDDEN');
  });

  test('lets an invitation be accepted by a person, and cancelled by who administers and who invited', () => {
    expect(() => assertCan(nobody, 'invitation:accept', null, null)).not.toThrow();
    const app: Actor = { ...nobody, person: null, app: 'a' as Id<'app'> };
    expect(() => assertCan(app, 'invitation:accept', null, null)).toThrow('FORBIDDEN');
    const own = { ownerUnitId: 'own', invitedBy: 'p' };
    expect(() => assertCan(operator, 'invitation:cancel', own, null)).not.toThrow();
    for (const [actor, of] of [
      [operator, { ...own, invitedBy: 'q' }],
      [nobody, own],
      [
        { ...operator, person: null },
        { ...own, invitedBy: null },
      ],
    ] as const)
      expect(() => assertCan(actor, 'invitation:cancel', of, null)).toThrow('FORBIDDEN');
  });

  test('never lets a side confirm what it recorded, nor a partner its own hours', () => {
    const delivery = { fromUnitId: 'own', toUnitId: 'other' };
    expect(() =>
      assertCan(operator, 'delivery:answer', { ...delivery, recordedByUnitId: 'other' }, null),
    ).not.toThrow();
    expect(() => assertCan(operator, 'delivery:answer', { ...delivery, recordedByUnitId: 'own' }, null)).toThrow(
      'FORBIDDEN',
    );
    const hours = { allianceId: 'red', leadUnitId: 'own', unitId: 'own', partnerUnitIds: ['own', 'other'] };
    expect(() => assertCan(operator, 'contribution:answer', hours, null)).toThrow('FORBIDDEN');
    expect(() => assertCan(operator, 'contribution:answer', { ...hours, unitId: 'other' }, null)).not.toThrow();
    // Whoever leads is answered for by the other partners.
    const ofTheLead = { ...hours, leadUnitId: 'other', unitId: 'other' };
    expect(() => assertCan(operator, 'contribution:answer', ofTheLead, null)).not.toThrow();
    const ofAnother = { ...hours, leadUnitId: 'other', unitId: 'third' };
    expect(() => assertCan(operator, 'contribution:answer', ofAnother, null)).toThrow('FORBIDDEN');
  });

  test('lets a coordinator of another unit judge the words of a need, where it is for that alliance to judge', () => {
    const need = { ownerUnitId: 'other', allianceId: 'red', isJudgedThere: true, isOfOwner: false };
    expect(() => assertCan(coordinator, 'listing:review', need, null)).not.toThrow();
    for (const target of [
      { ...need, ownerUnitId: 'street' },
      { ...need, allianceId: 'blue' },
      { ...need, isJudgedThere: false },
      { ...need, isOfOwner: true },
    ]) {
      expect(() => assertCan(coordinator, 'listing:review', target, null)).toThrow('FORBIDDEN');
    }
    expect(() => assertCan(operator, 'listing:review', need, null)).toThrow('FORBIDDEN');
  });
});
