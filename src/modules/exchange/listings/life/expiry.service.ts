/**
 * What is over is over to the second, for whoever reads or acts; that it is so is written down, and matches that nobody has
 * agreed to end, by a chore of the serving process some time later (docs/decisions/0067), and is on record as what time did.
 */
import type { Connection } from '../../../../data/chore.ts';
import { sqlStateOf } from '../../../../data/failures.ts';
import type { ListedKind } from '../../../../domain/exchange/listing.ts';
import { openStates } from '../../../../domain/exchange/match.ts';

/** How many are looked up at once. */
const BATCH = 100;

interface Due {
  readonly kind: ListedKind;
  readonly id: string;
}

interface Told {
  readonly action: string;
  readonly kind: 'offer' | 'need' | 'match';
  readonly id: string;
  readonly version: number;
  readonly alliances: readonly string[];
  readonly units: readonly string[];
  readonly body: object;
}

const IS_DUE = "state in ('PUBLISHED', 'PAUSED') and least(closes_at, ends_at) <= $1::timestamptz";

const DUE = `
(select 'offer' as kind, id from exchange.offer where ${IS_DUE} and id <> all($2::uuid[]) order by least(closes_at, ends_at), id limit ${BATCH})
union all
(select 'need', id from exchange.need where ${IS_DUE} and id <> all($2::uuid[]) order by least(closes_at, ends_at), id limit ${BATCH})`;

/** Its matches that somebody has yet to answer. */
const OPEN = (kind: ListedKind): string =>
  `m.${kind}_id = $1::uuid and m.state in (${openStates.map((state) => `'${state}'`).join(', ')})`;

/** Needs before offers, offers before matches, each in the order of their ids. */
const LOCKS = (kind: ListedKind): readonly string[] => [
  ...(kind === 'need' ? ['select from exchange.need where id = $1::uuid for update'] : []),
  ...(kind === 'offer'
    ? [
        `select from exchange.need n where n.id in (select m.need_id from exchange.match m where ${OPEN(kind)}) order by n.id for update`,
      ]
    : []),
  kind === 'offer'
    ? 'select from exchange.offer where id = $1::uuid for update'
    : `select from exchange.offer o where o.id in (select m.offer_id from exchange.match m where ${OPEN(kind)}) order by o.id for update`,
  `select from exchange.match m where ${OPEN(kind)} order by m.id for update`,
];

const EXPIRE = (kind: ListedKind): string => `
update exchange.${kind} set state = 'EXPIRED', closed_at = least(closes_at, ends_at), version = version + 1
where id = $2::uuid and ${IS_DUE}
returning '${kind}:expired' as action, '${kind}' as kind, id, version, to_json(shown_to) as alliances, json_build_array(owner_unit_id) as units,
  json_build_object('state', state) as body`;

const reasons = { offer: '供给已过期。', need: '需求已过期。' } as const;

/** What was not answered in time is over already, and left to what ends that. */
const END = (kind: ListedKind): string => `
update exchange.match m set state = 'WITHDRAWN', reason = '${reasons[kind]}', version = version + 1
where ${OPEN(kind)} and (m.respond_by is null or m.respond_by > $2::timestamptz)
returning 'match:withdrawn' as action, 'match' as kind, id, version, json_build_array(alliance_id) as alliances,
  json_build_array(supplier_unit_id, demander_unit_id) as units, json_build_object('state', state) as body`;

const RECORD = 'select data.record_time($2::timestamptz, $1::jsonb)';

/** Serialisation failure, deadlock: somebody was first, and the next time goes right. */
const LOST = ['40001', '40P01'];

/** Writes down what is over, one by one, until `isOver` says to stop; says how many there were. */
export async function expireListings(connection: Connection, now: Date, isOver = () => false): Promise<number> {
  const passed: string[] = [];
  let total = 0;
  while (!isOver()) {
    const due = (await connection.query(DUE, [now.toISOString(), passed])).rows as Due[];
    if (due.length === 0) return total;
    for (const one of due) {
      if (isOver()) return total;
      if (await expired(connection, one, now)) total += 1;
      else passed.push(one.id);
    }
  }
  return total;
}

async function expired(connection: Connection, { kind, id }: Due, now: Date): Promise<boolean> {
  await connection.query('begin');
  try {
    for (const lock of LOCKS(kind)) await connection.query(lock, [id]);
    const listings = (await connection.query(EXPIRE(kind), [now.toISOString(), id])).rows as Told[];
    const matches =
      listings.length === 0 ? [] : ((await connection.query(END(kind), [id, now.toISOString()])).rows as Told[]);
    const facts = [...listings, ...matches].flatMap(({ alliances, ...told }) =>
      (alliances.length === 0 ? [null] : alliances).map((alliance) => ({ ...told, alliance })),
    );
    await connection.query(RECORD, [JSON.stringify(facts), now.toISOString()]);
    await connection.query('commit');
    return listings.length > 0;
  } catch (error) {
    await connection.query('rollback');
    if (LOST.includes(sqlStateOf(error))) return false;
    throw error;
  }
}
