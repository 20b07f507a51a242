import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import { mustBeTermInUse } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { isCorrectable, visitMachine } from '../../../../domain/directory/household.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { HouseholdLink } from '../households/link.entity.ts';
import { Visit } from './visit.entity.ts';

interface Said {
  readonly idempotencyKey: string;
  readonly day: string;
  readonly purpose: string;
  readonly outcome: string;
  readonly needsFollowUp: boolean;
}
interface RecordVisit extends Said {
  readonly householdLinkId: string;
}
interface Of {
  readonly idempotencyKey: string;
  readonly visitId: string;
  readonly expectedVersion: number;
}
type Correct = Said & Of;

/** Each act is of who visits, in their own name. */
export class VisitService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  record(viewer: Viewer, input: RecordVisit): Promise<Done> {
    const command = { viewer, mutation: 'recordVisit', input, inNameOf: 'PERSON' } as const;
    return this.#work.run(command, async (act) => {
      const id = parseId('householdlink', input.householdLinkId);
      const there = await act.em.findOne(HouseholdLink, { id });
      if (there === null) throw RefusalError.notFound('householdlink', id);
      act.assertCan('visit:record', there, 'householdlink', there);
      // Whoever ends the link is waited for.
      const { householdId, hostUnitId, typeCode, personId } = await act.lock(HouseholdLink, 'householdlink', id);
      const said = await saidOf(act, input, id, { isNew: true });
      const visit = act.em.create(Visit, {
        ...{ id: act.newId('visit'), householdId, hostUnitId, typeCode, linkId: id, personId, ...said },
        ...{ state: 'RECORDED', recordedAt: act.now, version: 1 },
      });
      return remember(act, 'visit:recorded', visit);
    });
  }

  /** Said anew, for a week; what was said before is kept. */
  correct(viewer: Viewer, input: Correct): Promise<Done> {
    const command = { viewer, mutation: 'correctVisit', input, inNameOf: 'PERSON' } as const;
    return this.#work.run(command, async (act) => {
      const visit = await own(act, input);
      mustBe(visitMachine, visit, 'revise', 'RECORDED');
      mustBeInTime(act, visit);
      act.expectVersion('visit', visit, input.expectedVersion);
      const said = await saidOf(act, input, visit.linkId ?? '', { isNew: false, before: visit });
      act.em.assign(visit, { ...said, changedAt: act.now });
      return remember(act, 'visit:corrected', visit);
    });
  }

  withdraw(viewer: Viewer, input: Of): Promise<Done> {
    const command = { viewer, mutation: 'withdrawVisit', input, inNameOf: 'PERSON' } as const;
    return this.#work.run(command, async (act) => {
      const visit = await own(act, input);
      visit.state = advance(visitMachine, visit, 'WITHDRAWN', 'withdraw');
      mustBeInTime(act, visit);
      act.expectVersion('visit', visit, input.expectedVersion);
      visit.changedAt = act.now;
      return remember(act, 'visit:withdrawn', visit);
    });
  }
}

/** The visit, locked, for who recorded it. */
async function own(act: Act, { visitId }: Of): Promise<Visit> {
  const id = parseId('visit', visitId);
  const there = await act.em.findOne(Visit, { id });
  if (there === null) throw RefusalError.notFound('visit', id);
  act.assertCan('visit:correct', there, 'visit', there);
  return act.lock(Visit, 'visit', id);
}

function mustBeInTime(act: Act, { recordedAt }: Visit): void {
  if (isCorrectable(recordedAt, act.now)) return;
  throw RefusalError.invalid(
    ['input', 'visitId'],
    '走访记录只能在登记后七天内更正或撤回；如有出入，请另行登记（recordVisit）并告知登记单位。',
    'A visit is corrected or withdrawn within seven days of its record: record what is right anew (recordVisit), and tell the unit.',
  );
}

const LINKED = `
select valid @> $2::timestamptz as "isLinked",
  coalesce($3::date >= (lower(valid) at time zone 'Asia/Shanghai')::date
    and (upper_inf(valid) or $3::date <= (upper(valid) at time zone 'Asia/Shanghai')::date), false) as "isOfDay"
from directory.household_link where id = $1::uuid and valid is not null`;
const linked = z.object({ isLinked: z.boolean(), isOfDay: z.boolean() });

interface Before {
  readonly isNew: boolean;
  /** A term that is not used any more stays where it was said. */
  readonly before?: Pick<Visit, 'purpose' | 'outcome'>;
}

/** What is said of the visit, as it is kept. Throws `INVALID_INPUT` where it cannot be so. */
async function saidOf(act: Act, input: Said, linkId: string, { isNew, before }: Before) {
  const { day, purpose, outcome, needsFollowUp } = input;
  if (day > dayInChina(act.now)) {
    throw RefusalError.invalid(
      ['input', 'day'],
      '走访日期不能晚于今天。',
      'input.day is not to come: a visit is recorded when it was made.',
    );
  }
  const [row] = await act.run(LINKED, [linkId, act.now.toISOString(), day]);
  const { isLinked, isOfDay } = linked.parse(row ?? { isLinked: false, isOfDay: false });
  if (isNew && !isLinked) {
    throw RefusalError.invalid(
      ['input', 'householdLinkId'],
      '该联户尚未同意或已经结束，只能登记联户期间的走访。',
      'The link is not agreed, or is over: visits are recorded while it is in force.',
    );
  }
  if (!isOfDay) {
    throw RefusalError.invalid(
      ['input', 'day'],
      '走访日期须在联户期间之内。',
      'input.day is a day on which you were linked to the household.',
    );
  }
  if (purpose !== before?.purpose) await mustBeTermInUse(act, 'purpose', 'VISIT_PURPOSE', purpose);
  if (outcome !== before?.outcome) await mustBeTermInUse(act, 'outcome', 'VISIT_OUTCOME', outcome);
  return { day, purpose, outcome, needsFollowUp };
}

/** On the record of the unit that looks after the household; what was for what, and what came of it, is not told. */
async function remember(act: Act, action: string, visit: Visit): Promise<{ visit: string }> {
  await act.em.flush();
  const { hostUnitId, state } = visit;
  act.recordFor(hostUnitId);
  act.record(action, 'visit', visit, { unitIds: [hostUnitId], body: { state } });
  return { visit: visit.id };
}
