import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { householdLinkMachine } from '../../../../domain/directory/household.ts';
import type { RelationState } from '../../../../domain/directory/relation.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { mustTellNothing } from '../../../../domain/privacy/reason.ts';
import { endedAt, validBetween } from '../../../../domain/validity.ts';
import { PersonRelation } from '../person-relations/person-relation.entity.ts';
import { Household } from './household.entity.ts';
import { HouseholdLink, HouseholdLinkType } from './link.entity.ts';

interface Propose {
  readonly idempotencyKey: string;
  readonly type: string;
  readonly householdId: string;
  readonly personRelationId: string;
}
interface Decide {
  readonly idempotencyKey: string;
  readonly householdLinkId: string;
  readonly expectedVersion: number;
}
interface Reasoned extends Decide {
  readonly reason: string;
}

/** The unit proposes; the person, in their own name, agrees, whose consent it is to be known by the household's unit so. */
export class HouseholdLinkService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  propose(viewer: Viewer, input: Propose): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'proposeHouseholdLink', input }, async (act) => {
      const type = await typeOf(act, input.type);
      const householdId = parseId('household', input.householdId);
      const there = await act.em.findOne(Household, { id: householdId });
      if (there === null) throw RefusalError.notFound('household', householdId);
      act.assertCan('household-link:propose', { ownerUnitId: there.hostUnitId }, 'household', there);
      const { id: personRelationId, personId } = await relationFor(act, type, input.personRelationId);
      // Who erases the household, or moves it, is waited for.
      const { areaId, hostUnitId, erasedAt } = await act.lock(Household, 'household', householdId);
      if (erasedAt != null) throw erased(householdId);
      await mustBeFree(act, type, { householdId, personId });
      const link = act.em.create(HouseholdLink, {
        id: act.newId('householdlink'),
        ...{ typeCode: type.code, relationType: type.relationType, householdId, hostUnitId, areaId },
        ...{ personRelationId, personId, state: 'PROPOSED', proposedAt: act.now, version: 1 },
      });
      return remember(act, 'household-link:proposed', link);
    });
  }

  /** From now on, and no longer than what the person is to the unit, or the area of the household. */
  agree(viewer: Viewer, input: Decide): Promise<Done> {
    const command = { viewer, mutation: 'agreeHouseholdLink', input, inNameOf: 'PERSON' } as const;
    return this.#work.run(command, async (act) => {
      const open = await found(act, input.householdLinkId);
      act.assertCan('household-link:answer', open, 'householdlink', open);
      // What it hangs on is held before the link itself.
      const until = open.state === 'PROPOSED' ? await mustHold(act, open) : null;
      const link = await answered(act, input, 'AGREED');
      link.valid = validBetween(act.now, until);
      return remember(act, 'household-link:agreed', link);
    });
  }

  decline(viewer: Viewer, input: Reasoned): Promise<Done> {
    const command = { viewer, mutation: 'declineHouseholdLink', input, inNameOf: 'PERSON' } as const;
    return this.#work.run(command, async (act) => {
      mustTellNothing(input.reason);
      const link = await answered(act, input, 'DECLINED');
      link.reason = input.reason;
      return remember(act, 'household-link:declined', link);
    });
  }

  withdraw(viewer: Viewer, input: Decide): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawHouseholdLink', input }, async (act) => {
      const link = await locked(act, input.householdLinkId);
      act.assertCan('household-link:withdraw', link, 'householdlink', link);
      link.state = advance(householdLinkMachine, link, 'WITHDRAWN', 'withdraw');
      act.expectVersion('householdlink', link, input.expectedVersion);
      link.decidedAt = act.now;
      return remember(act, 'household-link:withdrawn', link);
    });
  }

  end(viewer: Viewer, input: Reasoned): Promise<Done> {
    const command = { viewer, mutation: 'endHouseholdLink', input, inNameOf: 'PERSON' } as const;
    return this.#work.run(command, async (act) => {
      mustTellNothing(input.reason);
      const link = await locked(act, input.householdLinkId);
      act.assertCan('household-link:end', link, 'householdlink', link);
      if (link.state === 'AGREED') await mustNotBeOver(act, link);
      link.state = advance(householdLinkMachine, link, 'ENDED', 'end');
      act.expectVersion('householdlink', link, input.expectedVersion);
      if (link.valid != null) link.valid = endedAt(link.valid, act.now);
      link.reason = input.reason;
      return remember(act, 'household-link:ended', link);
    });
  }
}

async function typeOf(act: Act, code: string): Promise<HouseholdLinkType> {
  const type = await act.em.findOne(HouseholdLinkType, { code });
  if (type !== null) return type;
  throw RefusalError.invalid(
    ['input', 'type'],
    `没有联户类型“${code}”，可用的类型见 householdLinkTypes。`,
    `There is no type of links to households "${code}"; householdLinkTypes lists those there are.`,
  );
}

const erased = (id: string): RefusalError =>
  RefusalError.of('ALREADY_DONE', { kind: 'household', id, is: { zh: '已删除', en: 'is erased' } });

/** What the person is to the unit, in force. Throws `INVALID_INPUT` where it is of another type, or not in force. */
async function relationFor(act: Act, type: HouseholdLinkType, given: string): Promise<PersonRelation> {
  const id = parseId('personrelation', given);
  const relation = await act.em.findOne(PersonRelation, { id });
  if (relation === null) throw RefusalError.notFound('personrelation', id);
  const inForce = await act.run(
    'select from directory.person_relation where id = $1::uuid and host_unit_id = $2::uuid and type_code = $3 and valid @> $4::timestamptz',
    [id, act.unit, type.relationType, act.now.toISOString()],
  );
  if (inForce.length > 0) return relation;
  throw RefusalError.invalid(
    ['input', 'personRelationId'],
    `“${type.labelZh}”须由与本单位有“${type.relationType}”关系且在有效期内的人员担任；请先建立该关系（proposePersonRelation）。`,
    `Whoever is linked by "${type.labelEn}" has a relation "${type.relationType}" to your unit in force: have that agreed first (proposePersonRelation).`,
  );
}

const IN_THE_WAY = `
select id, state = 'PROPOSED' as "isOpen" from directory.household_link
where household_id = $1::uuid and type_code = $2 and (state = 'PROPOSED' and person_id = $3::uuid or valid @> $4::timestamptz)
order by state = 'PROPOSED' desc limit 1`;

interface Sides {
  readonly householdId: string;
  readonly personId: string;
}

/** The household has one such link at a time, and one proposal to a person. */
async function mustBeFree(act: Act, type: HouseholdLinkType, { householdId, personId }: Sides): Promise<void> {
  const values = [householdId, type.code, personId, act.now.toISOString()];
  const [found] = await act.run<{ id: string; isOpen: boolean }>(IN_THE_WAY, values);
  if (found === undefined) return;
  if (!found.isOpen) throw taken(type, ['input', 'householdId']);
  throw RefusalError.of('ALREADY_DONE', {
    ...{ kind: 'householdlink', id: found.id },
    what: {
      zh: `已有待本人答复的“${type.labelZh}”。`,
      en: `A link "${type.labelEn}" of the two is waiting to be answered.`,
    },
  });
}

const taken = ({ labelZh, labelEn }: HouseholdLinkType, path: readonly string[]): RefusalError =>
  RefusalError.invalid(
    path,
    `该户已有“${labelZh}”，同一时间只能有一人；请先结束它（endHouseholdLink）。`,
    `The household has a link "${labelEn}" already, and has one at a time: end that first (endHouseholdLink).`,
  );

const HOLD = 'select way, until from directory.hold_household_link($1::uuid, $2::timestamptz)';
const held = z.object({ way: z.enum(['OVER', 'HOUSEHOLD', 'MOST']).nullable(), until: z.coerce.date().nullable() });

/** Until when it would hold. Throws `INVALID_INPUT` where something is in the way, or what it hangs on is over. */
async function mustHold(act: Act, { id, typeCode }: HouseholdLink): Promise<Date | null> {
  const [row] = await act.run(HOLD, [id, act.now.toISOString()]);
  // Whoever was erased meanwhile is asked no more.
  if (row === undefined) throw RefusalError.notFound('householdlink', id);
  const { way, until } = held.parse(row);
  if (way === null) return until;
  const type = await typeOf(act, typeCode);
  const path = ['input', 'householdLinkId'];
  switch (way) {
    case 'HOUSEHOLD':
      throw taken(type, path);
    case 'MOST':
      throw RefusalError.invalid(
        path,
        `“${type.labelZh}”每人同一时间至多联 ${type.most} 户，您已达上限；请先结束其中一户（endHouseholdLink），或婉拒。`,
        `One person is linked by "${type.labelEn}" with at most ${type.most} households at a time, and you are with so many: end one first (endHouseholdLink), or decline.`,
      );
    case 'OVER':
      throw RefusalError.invalid(
        path,
        '您在该单位的岗位、该户或其所在区划已经结束；请婉拒，或请单位重新提出。',
        'What you are to the unit, the household or its area has ended: decline it, or have it proposed anew.',
      );
  }
}

async function found(act: Act, given: string): Promise<HouseholdLink> {
  const id = parseId('householdlink', given);
  const link = await act.em.findOne(HouseholdLink, { id });
  if (link === null) throw RefusalError.notFound('householdlink', id);
  if (link.personId !== act.actor.person) await act.mustWearHat();
  return link;
}

async function locked(act: Act, given: string): Promise<HouseholdLink> {
  await found(act, given);
  return act.lock(HouseholdLink, 'householdlink', parseId('householdlink', given));
}

/** The proposal, answered by the person. */
async function answered(act: Act, input: Decide, to: RelationState & ('AGREED' | 'DECLINED')): Promise<HouseholdLink> {
  const link = await locked(act, input.householdLinkId);
  act.assertCan('household-link:answer', link, 'householdlink', link);
  link.state = advance(householdLinkMachine, link, to, to === 'AGREED' ? 'agree' : 'decline');
  act.expectVersion('householdlink', link, input.expectedVersion);
  link.decidedAt = act.now;
  return link;
}

/** What is over with the post, the area or what it is by has ended already. */
async function mustNotBeOver(act: Act, { id }: HouseholdLink): Promise<void> {
  const over = await act.run(
    'select from directory.household_link where id = $1::uuid and (isempty(valid) or upper(valid) <= $2::timestamptz)',
    [id, act.now.toISOString()],
  );
  if (over.length === 0) return;
  throw RefusalError.of('ALREADY_DONE', { kind: 'householdlink', id, is: householdLinkMachine.words.ENDED.is });
}

/** On the record of the unit that looks after the household. */
async function remember(act: Act, action: string, link: HouseholdLink): Promise<{ householdLink: string }> {
  await act.em.flush();
  const { hostUnitId, state, typeCode } = link;
  act.recordFor(hostUnitId);
  act.record(action, 'householdlink', link, { unitIds: [hostUnitId], body: { state, type: typeCode } });
  return { householdLink: link.id };
}
