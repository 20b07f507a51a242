/** Units are registered by a coordinator, one by one or from a sheet: both come through here. */
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { identifierOf, type Identifier, type IdentifierScheme } from '../../../../domain/directory/identifier.ts';
import { RefusalError, type DuplicateCandidate } from '../../../../domain/errors.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';

interface RegisterUnit {
  readonly idempotencyKey: string;
  readonly kind: string;
  readonly name: string;
  readonly shortName: string;
  readonly identifiers?: readonly { readonly scheme: IdentifierScheme; readonly value: string }[] | null;
  readonly evenThoughUnitIds?: readonly string[] | null;
}

/** A number as it is compared, and as somebody wrote it. */
interface Numbered extends Identifier {
  readonly entered: string;
}

/** A unit that is to be there. */
interface NewUnit {
  readonly kind: string;
  readonly name: string;
  readonly shortName: string;
  readonly formerNames: readonly string[];
  readonly identifiers: readonly Numbered[];
}

export class RegisterService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** One unit. Those that may be the same one are named first, and it is made when the coordinator says that they are not. */
  register(viewer: Viewer, input: RegisterUnit): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'registerUnit', input }, async (act) => {
      await mayRegister(act);
      const identifiers = (input.identifiers ?? []).map(({ scheme, value }, i) => ({
        ...identifierOf(scheme, value, ['input', 'identifiers', String(i), 'value']),
        entered: value,
      }));
      mustDiffer(identifiers);
      const [name, shortName] = [input.name.trim(), input.shortName.trim()];
      await holdRegister(act);
      for (const [i, identifier] of identifiers.entries()) await mustBeNobodys(act, identifier, i);
      const known = new Set((input.evenThoughUnitIds ?? []).map((id) => parseId('unit', id) as string));
      const candidates = (await unitsCalled(act, [name, shortName])).filter(({ unitId }) => !known.has(unitId));
      if (candidates.length > 0) throw RefusalError.of('DUPLICATE_CANDIDATES', { candidates });
      const [unit = ''] = await registered(act, [{ kind: input.kind, name, shortName, formerNames: [], identifiers }]);
      return { unit };
    });
  }
}

/** Throws unless the actor coordinates the alliance of the hat, of which the unit acted for is a member to the end of the act. */
export async function mayRegister(act: Act): Promise<string> {
  const allianceId = await act.alliance();
  act.assertCan('unit:register', { allianceId });
  return allianceId;
}

/** Who registers waits for who registers: what is found free, and called like nobody, is so until the act is done. */
export async function holdRegister(act: Act): Promise<void> {
  await act.run("select pg_advisory_xact_lock(hashtextextended('directory.unit', 1))", []);
}

const MOST_CANDIDATES = 20;

const CALLED = `
select u.id as "unitId", u.name, case when exists (
    select from unnest(array[u.name, u.short_name] || u.former_names) n, unnest($1::text[]) w where directory.fold(n) = directory.fold(w)
  ) then 'SAME_NAME' else 'CLOSE_NAME' end as likeness
from directory.unit u
where directory.name_keys(u.name, u.short_name, u.former_names) && array(select directory.name_key(w) from unnest($1::text[]) w)
order by u.id limit ${MOST_CANDIDATES}`;

/** Units of which a name is one of these, or nearly so. */
function unitsCalled(act: Act, names: readonly string[]): Promise<DuplicateCandidate[]> {
  return act.run<DuplicateCandidate>(CALLED, [names]);
}

/** Throws `INVALID_INPUT` at the second of two that are one number, however each is written. */
function mustDiffer(identifiers: readonly Identifier[]): void {
  const numbers = identifiers.map(({ scheme, value }) => `${scheme} ${value}`);
  const place = numbers.findIndex((number, i) => numbers.indexOf(number) < i);
  if (place < 0) return;
  throw RefusalError.invalid(
    ['input', 'identifiers', String(place), 'value'],
    '该号码与前面的一个相同，请去掉一个。',
    'This is the same number as one before it: leave one of them out.',
  );
}

const HOLDER = `
select u.id, u.name from directory.unit_identifier i join directory.unit u on u.id = i.unit_id
where i.value = $1 and i.scheme = $2 and i.state <> 'REMOVED'`;

/** Throws `INVALID_INPUT` that names the unit, unless the number points to a person. */
async function mustBeNobodys(act: Act, { scheme, value, isPersonal }: Identifier, place: number): Promise<void> {
  const [holder] = await act.run<{ id: string; name: string }>(HOLDER, [value, scheme]);
  if (holder === undefined) return;
  const path = ['input', 'identifiers', String(place), 'value'];
  if (isPersonal) {
    throw RefusalError.invalid(
      path,
      '该号码已登记在另一单位名下，一个号码只属于一个单位；请核对。',
      'This number stands under another unit, and belongs to one alone: compare it.',
    );
  }
  const id = globalId('unit', holder.id);
  throw RefusalError.invalid(
    path,
    `该号码已登记在“${holder.name}”（${id}）名下，无需再次登记；如有出入请核对号码。`,
    `This number is that of "${holder.name}" (${id}), which is registered already: compare the number if yours is another unit.`,
  );
}

const INSERT = `
with unit as (
  select * from json_to_recordset($1::json) as u(id uuid, kind text, name text, "shortName" text, "formerNames" text[], identifiers json)
), made as (
  insert into directory.unit (id, kind, name, short_name, former_names, registered_by_unit, created_at)
  select id, kind, name, "shortName", "formerNames", $2::uuid, $3::timestamptz from unit
)
select count(*) from unit`;

const INSERT_IDENTIFIERS = `
insert into directory.unit_identifier (id, unit_id, scheme, value, entered, is_personal, state, added_at)
select id, "unitId", scheme, value, entered, "isPersonal", 'UNVERIFIED', $2::timestamptz
from json_to_recordset($1::json) as i(id uuid, "unitId" uuid, scheme text, value text, entered text, "isPersonal" boolean)`;

/** Makes the units, and tells the record; their ids, in order. Whether they may be is for the caller to ask. */
export async function registered(act: Act, units: readonly NewUnit[]): Promise<string[]> {
  const allianceId = await act.alliance();
  const rows = units.map((unit) => ({ ...unit, id: act.newId('unit') }));
  const now = act.now.toISOString();
  await act.run(INSERT, [JSON.stringify(rows), act.unit, now]);
  await addNumbers(
    act,
    rows.flatMap(({ id, identifiers }) => identifiers.map((one) => ({ ...one, unitId: id }))),
  );
  for (const { id, kind } of rows) act.record('unit:registered', 'unit', { id }, { allianceId, body: { kind } });
  return rows.map(({ id }) => id);
}

/** Numbers of units that the unit acted for registered, and that nobody acts for yet. */
export async function addNumbers(
  act: Act,
  numbers: readonly (Numbered & { readonly unitId: string })[],
): Promise<void> {
  if (numbers.length === 0) return;
  const rows = numbers.map((number) => ({ ...number, id: act.newId('identifier') }));
  await act.run(INSERT_IDENTIFIERS, [JSON.stringify(rows), act.now.toISOString()]);
}
