/** Whether who comes is who an order was made for: asked by the unit that serves it, of the unit that ordered, by a number that is shown. */
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { holdingStates, matchMachine, mustBeInTime } from '../../../../domain/exchange/match.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { numbersOf, withoutNumbers, type NumbersGiven } from '../../eligibility/numbers.ts';
import { Match } from '../matches/match.entity.ts';
import { OrderJudgement } from './judgement.entity.ts';

interface WhoComes extends NumbersGiven {
  readonly idempotencyKey: string;
  readonly matchId: string;
}

/** How often it is asked of one order within an hour: enough for slips, and too little to try numbers. */
const MOST_AN_HOUR = 10;
const ASKED = 'match:who-comes-checked';

const ASKED_LATELY = `
select count(*)::integer as times from data.audit a
where a.subject_id = $1::uuid and a.action = '${ASKED}' and a.at > $2::timestamptz - interval '1 hour'`;

export class WhoComesService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Yes or no, and nothing of the person. That it was asked is on record; of whom, and what came of it, is not. */
  check(viewer: Viewer, input: WhoComes): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'checkWhoComes', input: withoutNumbers(input) }, async (act) => {
      const seen = await act.get(Match, 'match', parseId('match', input.matchId));
      act.assertCan('match:check-who-comes', seen, 'match', seen);
      await mustBeForSomebody(act, seen);
      const { mobile, identityNumber } = numbersOf(input, act.now);
      // Of two who ask at once the second is counted after the first.
      const match = await act.lock(Match, 'match', seen.id);
      mustBeInTime(match, 'verify', act.now);
      mustBe(matchMachine, match, 'verify', ...holdingStates);
      await mustNotTryNumbers(act, match);
      const [row] = await act.run<{ isThem: boolean }>('select exchange.is_ordered_for($1::uuid, $2, $3) as "isThem"', [
        match.id,
        mobile,
        identityNumber,
      ]);
      act.showOnce('isThem', row?.isThem === true);
      const { allianceId, supplierUnitId, demanderUnitId } = match;
      act.record(ASKED, 'match', match, { allianceId, unitIds: [supplierUnitId, demanderUnitId] });
      return { match: match.id };
    });
  }
}

async function mustBeForSomebody(act: Act, { id }: Match): Promise<void> {
  if ((await act.em.findOne(OrderJudgement, { matchId: id })) !== null) return;
  throw RefusalError.invalid(
    ['input', 'matchId'],
    '该撮合不是为某位居民点的单，无需核验到场人；请核对是哪一单（judgement 不为空的）。',
    'input.matchId is no order for somebody, so whoever comes is as good: name one that has a judgement.',
  );
}

/** Throws `WRONG_STATE` for an order of which it was asked too often lately. */
async function mustNotTryNumbers(act: Act, { id, state }: Match): Promise<void> {
  const [lately] = await act.run<{ times: number }>(ASKED_LATELY, [id, act.now.toISOString()]);
  if ((lately?.times ?? 0) < MOST_AN_HOUR) return;
  throw RefusalError.of('WRONG_STATE', {
    ...{ kind: 'match', id, state, act: 'verify' },
    is: { zh: `一小时内已核验 ${MOST_AN_HOUR} 次`, en: `was asked about ${MOST_AN_HOUR} times within an hour` },
    wayOut: {
      zh: '请稍后再核验，或查验证件并联系点单单位。',
      en: 'Ask again later, or look at the documents and ask the unit that ordered.',
    },
  });
}
