/** Whom a unit knows by numbers that it does not keep, and what is known of them. */
import type { Act } from '../../../data/act.ts';
import { dayInChina } from '../../../domain/calendar.ts';
import { bornOnOf } from '../../../domain/exchange/ages.ts';
import type { Facts } from '../../../domain/exchange/eligibility.ts';
import { factsOf, type Proven } from '../../../domain/exchange/proof.ts';
import { parseId } from '../../../domain/ids.ts';
import { twoPersons, type Numbers } from './numbers.ts';

export interface SaidGiven {
  readonly occupation?: readonly string[] | null;
  readonly household?: readonly string[] | null;
  readonly homeAreaId?: string | null;
}

/** The person, whom the unit acted for knows from now on. Throws `INVALID_INPUT` where the numbers are of two. */
export async function knownPerson(act: Act, numbers: Numbers): Promise<string> {
  const { mobile, identityNumber } = numbers;
  const [row] = await act.run<{ person: string | null }>(
    'select exchange.know_benefit_person(gen_random_uuid(), $1, $2) as person',
    [mobile, identityNumber],
  );
  if (row?.person == null) throw twoPersons(numbers);
  return row.person;
}

/** What the unit knows of whoever has these numbers, today. Nobody is remembered by it. */
export async function knownFacts(
  act: Act,
  unitId: string,
  numbers: Numbers,
  said: SaidGiven | null | undefined,
): Promise<{ readonly person: string | null; readonly facts: Facts }> {
  const { mobile, identityNumber } = numbers;
  const now = act.now.toISOString();
  const today = dayInChina(act.now);
  const persons = await act.run<{ id: string }>(
    'select exchange.benefit_persons($1::uuid, $2, $3, $4::timestamptz) as id',
    [unitId, mobile, identityNumber, now],
  );
  if (persons.length > 1) throw twoPersons(numbers);
  const person = persons[0]?.id ?? null;
  const proofs =
    person === null
      ? []
      : await act.run<Proven>(
          `select kind, code, born_on::text as "bornOn", to_json(area_ids) as "areaIds", to_json(alliance_ids) as "allianceIds"
           from exchange.benefit_facts($1::uuid, $2::date, $3::timestamptz)`,
          [person, today, now],
        );
  const areaIds = said?.homeAreaId == null ? null : await areasOf(act, parseId('area', said.homeAreaId), today);
  const told = { occupation: said?.occupation ?? [], household: said?.household ?? [], areaIds };
  return { person, facts: factsOf(proofs, told, identityNumber === null ? null : bornOnOf(identityNumber), today) };
}

async function areasOf(act: Act, id: string, day: string): Promise<string[]> {
  const rows = await act.run<{ id: string }>('select directory.areas_above_on($1::uuid, $2::date, true) as id', [
    id,
    day,
  ]);
  return [id, ...rows.map((row) => row.id)];
}
