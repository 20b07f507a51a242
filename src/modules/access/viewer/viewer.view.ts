import { literal, sql } from '../../../read/sql.ts';
import { everyone, type Root } from '../../../read/view.ts';
import { asc, column, computed, many, optionalOne, viewFrom } from '../../../read/words.ts';

export const viewerView = viewFrom(
  (scope) => sql`select v.unit_id, v.alliance_id, v.scopes, ${scope.app} as app_id, ${scope.person} as person_id,
    coalesce(${scope.person}, ${scope.app}) as holder_id from ${scope.rights} v`,
  {
    type: 'Viewer',
    visible: everyone,
    fields: {
      kind: computed((_row, scope) => literal(scope.kind)),
      person: optionalOne('Person', 'person_id'),
      app: optionalOne('App', 'app_id'),
      unit: optionalOne('Unit', 'unit_id'),
      alliance: optionalOne('Alliance', 'alliance_id'),
      scopes: column('scopes'),
      hats: many('Hat', 'holder_id', 'holder_id'),
    },
  },
);

/** The hats of the viewer, never of anybody else. */
export const hatView = viewFrom(
  (scope) => sql`select coalesce(${scope.person}, ${scope.app}) as holder_id, h.*,
      row_number() over (order by h.unit_name, h.alliance_name) as rank
    from rights.hats(${scope.person}, ${scope.app}, ${scope.now}) h`,
  {
    type: 'Hat',
    visible: everyone,
    key: asc('rank', 'integer'),
    orders: { RANK: [asc('rank', 'integer')] },
    fields: {
      unit: optionalOne('Unit', 'unit_id'),
      alliance: optionalOne('Alliance', 'alliance_id'),
      role: column('role'),
      scopes: column('scopes'),
      // Who coordinates one alliance acts for the unit in the others, as whoever holds a post in it.
      roles: computed((row) => sql`to_json(coalesce(${row.col('roles')}, array['OPERATOR']))`),
      title: column('title'),
    },
  },
);

export const viewerRoots: Readonly<Record<string, Root>> = { viewer: { kind: 'viewer', type: 'Viewer' } };
