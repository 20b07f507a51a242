import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { instantText } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { chargeOf, cutOf } from '../../../../domain/exchange/benefit.ts';
import type { PlaceStatus } from '../../../../domain/directory/place.ts';
import type { Names } from '../../../../domain/exchange/eligibility-words.ts';
import type { Facts } from '../../../../domain/exchange/eligibility.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { plain } from '../../../../domain/quantity.ts';
import { mustBeAPlaceThatGives } from '../held.service.ts';
import { knownFacts, type SaidGiven } from '../../eligibility/known.service.ts';
import { numbersOf, withoutNumbers, type NumbersGiven } from '../../eligibility/numbers.ts';
import { BenefitRule, type BenefitVersion } from '../rules/rule.entity.ts';
import { versionsInForce } from './in-force.service.ts';
import { judged, namesOf } from '../../eligibility/judge.service.ts';
import { exhausted, takenOf } from './quotas.service.ts';

interface Check extends NumbersGiven {
  readonly idempotencyKey: string;
  readonly placeId: string;
  readonly price?: string | null;
  readonly said?: SaidGiven | null;
}

export class BenefitCheckService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /**
   * What the rules of a place are to somebody: for its unit, and for an app that the unit let ask. That it was asked is on record;
   * of whom, and what came of it, is not.
   */
  check(viewer: Viewer, input: Check): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'checkBenefit', input: withoutNumbers(input) }, async (act) => {
      const placeId = parseId('place', input.placeId);
      const ownerUnitId = await mayCheckAt(act, placeId);
      const numbers = numbersOf(input, act.now);
      const { person, facts } = await knownFacts(act, ownerUnitId, numbers, input.said);
      const rules = await act.em.find(BenefitRule, { placeId, ownerUnitId, state: 'OPEN' }, { orderBy: { id: 'asc' } });
      const versions = await versionsInForce(
        act,
        rules.map(({ id }) => id),
      );
      const of = {
        rules: new Map(rules.map((rule) => [rule.id, rule])),
        facts,
        names: await namesOf(act, versions, facts),
        taken: await takenOf(act, versions, person),
        price: input.price ?? null,
      };
      const answers = versions.flatMap((version) => answered(act, version, of));
      act.showOnce(
        'answers',
        answers.toSorted((a, b) => worth(b) - worth(a)),
      );
      act.recordFor(ownerUnitId);
      act.record('benefit:checked', 'place', { id: placeId }, { unitIds: [ownerUnitId] });
      return { place: placeId };
    });
  }
}

/** The unit of the place. */
async function mayCheckAt(act: Act, placeId: string): Promise<string> {
  const [place] = await act.run<{ unit: string; is_let: boolean; status: PlaceStatus }>(
    `select p.owner_unit_id as unit, p.status, exchange.may_check_benefits(p.owner_unit_id, $2::timestamptz) as is_let
     from directory.place p where p.id = $1::uuid`,
    [placeId, act.now.toISOString()],
  );
  if (place === undefined) throw RefusalError.notFound('place', placeId);
  act.assertCan('benefit:check', { ownerUnitId: place.unit, isLet: place.is_let }, 'place', { id: placeId });
  mustBeAPlaceThatGives({ id: placeId, status: place.status }, 'check');
  return place.unit;
}

type Answer = ReturnType<typeof answered>[number];

/** What all answers are made of: read once, however many rules there are. */
interface Asked {
  readonly rules: ReadonlyMap<string, BenefitRule>;
  readonly facts: Facts;
  readonly names: Names;
  readonly taken: Awaited<ReturnType<typeof takenOf>>;
  readonly price: string | null;
}

function answered(act: Act, version: BenefitVersion, { rules, facts, names, taken, price }: Asked) {
  const rule = rules.get(version.ruleId);
  if (rule === undefined) return [];
  const { verdict, reasons } = judged(version, facts, names);
  const closed = exhausted(act, version, taken);
  const inEnglish = act.viewer.locale === 'en';
  const applies =
    price !== null && Number(price) >= Number(version.leastPrice) && Number(price) <= Number(version.mostPrice);
  const cut = applies ? cutOf({ kind: version.kind, amount: version.amount ?? null }, price) : null;
  const yuan = (amount: string) => ({ amount: plain(amount), currency: 'CNY' });
  const answer = {
    ruleId: globalId('benefitrule', rule.id),
    name: rule.name,
    verdict,
    reasons: reasons.map((one) => ({ ...one, message: inEnglish ? one.message.en : one.message.zh })),
    kind: version.kind,
    amount: version.amount == null ? null : plain(version.amount),
    cut: cut === null ? null : yuan(cut),
    charge: cut === null || price === null ? null : yuan(chargeOf(price, cut)),
    exhausted:
      closed === null
        ? null
        : {
            window: closed.window,
            isPerPerson: closed.isPerPerson,
            opensAt: closed.opensAt === null ? null : instantText(closed.opensAt),
          },
  };
  return [answer];
}

/** What somebody can have goes before what they cannot, and more before less. */
const worth = ({ verdict, exhausted: closed, cut }: Answer): number =>
  (verdict === 'YES' && closed === null ? 10_000_000 : 0) + Number(cut?.amount ?? 0);
