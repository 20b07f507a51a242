/** What benefits rest on, held as it is while an act is done: a place before units, and those before a rule. */
import type { Act } from '../../../data/act.ts';
import { placeMachine, type PlaceStatus } from '../../../domain/directory/place.ts';
import { lastingStages, unitMachine } from '../../../domain/directory/unit.ts';
import { mustBe } from '../../../domain/lifecycle.ts';
import type { Tried } from '../../../domain/tried.ts';

/** Throws `WRONG_STATE` where the unit acted for was dissolved meanwhile; afterwards it cannot be. */
export async function holdUnit(act: Act, tried: Tried): Promise<void> {
  const [lasting] = await act.run(
    'select from directory.unit where id = $1::uuid and dissolved_at is null for key share',
    [act.unit],
  );
  if (lasting === undefined) mustBe(unitMachine, { id: act.unit, state: 'DISSOLVED' }, tried, ...lastingStages);
}

const PLACE = `
select p.id, p.status from exchange.benefit_rule r join directory.place p on p.id = r.place_id where r.id = $1::uuid for share of p`;
const PAYERS = `
select from directory.unit u where u.id in (select f.unit_id from exchange.benefit_funder f where f.rule_id = $1::uuid)
order by u.id for key share`;

/** The place of a rule, with all who pay for it: none of them is closed or dissolved until the act is done. Null where there is no rule. */
export async function holdRuleParties(act: Act, ruleId: string): Promise<Place | null> {
  const [place] = await act.run<Place>(PLACE, [ruleId]);
  await act.run(PAYERS, [ruleId]);
  return place ?? null;
}

interface Place {
  readonly id: string;
  readonly status: PlaceStatus;
}

/** Throws `WRONG_STATE` where the place is closed: nothing is given there any more. */
export function mustBeAPlaceThatGives({ id, status }: Place, tried: Tried): void {
  mustBe(placeMachine, { id, state: status }, tried, 'PLANNED', 'BUILDING', 'IN_USE', 'SUSPENDED');
}
