/** How somebody stands, asked of the tables: posts, memberships, and what units let apps read. */
import type { Id } from '../../../src/domain/ids.ts';
import type { Headers, World } from '../../support/world.ts';
import type { Installation, Standing } from '../kinds.ts';

export type Subject =
  | { readonly kind: 'ANONYMOUS' }
  | { readonly kind: 'PERSON'; readonly person: Id<'person'> }
  | { readonly kind: 'APP'; readonly app: Id<'app'> };

export interface Look {
  readonly subject: Subject;
  readonly unit?: Id<'unit'> | null;
  readonly hat?: Id<'alliance'>;
}

export interface Looker {
  readonly name: string;
  readonly headers: Headers;
  readonly standing: Standing;
  /** What the looker may choose to wear. */
  readonly hats: readonly Hat[];
}

interface Hat {
  readonly unit: string;
  readonly alliance: string | null;
  readonly role: 'OPERATOR' | 'COORDINATOR' | 'APP';
  readonly scopes: readonly string[];
  /** Of the posts that count under the hat. */
  readonly roles: readonly string[];
}

/** What is in the tables about somebody. */
interface Known {
  readonly posts: readonly { readonly unit: string; readonly role: string; readonly alliance: string | null }[];
  /** Of the units of the posts: those that hold, and those that held. */
  readonly memberships: readonly { readonly unit: string; readonly alliance: string; readonly holds: boolean }[];
  /** What units that are members let an app read. */
  readonly grants: readonly Installation[];
}

export async function knownOf({ sql, clock }: World, { subject }: Look): Promise<Known> {
  const now = clock.now().toISOString();
  const posts = await sql<Known['posts'][number]>(
    `select p.unit_id as unit, p.role, p.alliance_id as alliance
     from directory.post p left join directory.post o on o.id = p.delegated_from
     where p.person_id = $1 and p.valid @> $2::timestamptz and coalesce(o.valid, p.valid) @> $2::timestamptz`,
    [subject.kind === 'PERSON' ? subject.person : null, now],
  );
  const memberships = await sql<Known['memberships'][number]>(
    `select unit_id as unit, alliance_id as alliance, bool_or(state = 'ACTIVE' and valid @> $2::timestamptz) as holds
     from directory.membership where unit_id = any($1) and valid is not null group by 1, 2`,
    [posts.map(({ unit }) => unit), now],
  );
  const grants = await sql<Installation>(
    `select g.unit_id as unit, g.alliance_id as alliance, g.scopes, g.purpose from access.installation g
     join access.app a on a.id = g.app_id and a.retired_at is null
     join directory.membership m on m.unit_id = g.unit_id and m.alliance_id = g.alliance_id and m.state = 'ACTIVE'
     where g.app_id = $1 and g.valid @> $2::timestamptz and m.valid @> $2::timestamptz`,
    [subject.kind === 'APP' ? subject.app : null, now],
  );
  return { posts, memberships, grants };
}

export function standingOf({ subject, unit = null, hat }: Look, { posts, memberships, grants }: Known): Standing {
  const units = [...new Set(posts.map((post) => post.unit))];
  const named = unit !== null && units.includes(unit) ? unit : null;
  const acting = unit === null && units.length === 1 ? (units[0] ?? null) : named;
  const own = memberships.filter((membership) => membership.unit === acting);
  const memberOf =
    subject.kind === 'APP'
      ? [...new Set(grants.map(({ alliance }) => alliance))]
      : own.filter(({ holds }) => holds).map(({ alliance }) => alliance);
  const isUnitClear = unit === null ? units.length <= 1 : named !== null;
  return {
    subject: subject.kind,
    app: subject.kind === 'APP' ? subject.app : null,
    unit: acting,
    person: subject.kind === 'PERSON' ? subject.person : null,
    installations: grants.filter(({ alliance }) => alliance === hat),
    memberOf,
    formerlyIn: own.filter(({ holds }) => !holds).map(({ alliance }) => alliance),
    coordinates: posts.flatMap(({ unit: at, role, alliance }) =>
      at === acting && role === 'COORDINATOR' && alliance !== null ? [alliance] : [],
    ),
    hat: hat ?? null,
    administers: posts.some(({ unit: at, role }) => at === acting && role === 'ADMINISTRATOR'),
    scopes: [...new Set(grants.flatMap(({ alliance, scopes }) => (alliance === hat ? scopes : [])))].sort(),
    hatFits: isUnitClear && (hat === undefined || memberOf.includes(hat)),
  };
}

/** For each unit each of its alliances, or the unit alone where it is in none. */
export function hatsOf({ posts, memberships, grants }: Known): Hat[] {
  const units = [...new Set(posts.map(({ unit }) => unit))];
  const own = units.flatMap((unit): Hat[] => {
    const held = memberships.filter((one) => one.unit === unit && one.holds).map(({ alliance }) => alliance);
    return (held.length === 0 ? [null] : held).map((alliance) => {
      const those = posts.filter((post) => post.unit === unit && [null, alliance].includes(post.alliance));
      const roles = [...new Set(those.map(({ role }) => role))].sort();
      return {
        ...{ unit, alliance, scopes: [] },
        role: roles.includes('COORDINATOR') ? 'COORDINATOR' : 'OPERATOR',
        // Who coordinates another alliance acts for the unit in this one.
        roles: roles.length === 0 ? ['OPERATOR'] : roles,
      };
    });
  });
  const apps = grants.map(({ unit, alliance, scopes }): Hat => ({ unit, alliance, scopes, role: 'APP', roles: [] }));
  return [...own, ...apps];
}
