import type { Act } from '../../../data/act.ts';
import { opened, type Coordinates } from '../../../domain/geo.ts';
import type { Area } from './area.entity.ts';

export interface Boundary {
  readonly crs: string;
  readonly coordinates: Coordinates;
}

/** Draws the boundary anew, in WGS-84; what was drawn before stays, and counts no more. */
export async function drawBoundary(act: Act, area: Area, { crs, coordinates }: Boundary): Promise<void> {
  area.edition = area.edition + 1;
  const rings = coordinates.flatMap((part, i) => part.map((ring, j) => ({ part: i, ring: j, corners: opened(ring) })));
  await act.run(
    `insert into directory.area_boundary (area_id, edition, part, ring, outline)
     select $1::uuid, $2::integer, (r ->> 'part')::integer, (r ->> 'ring')::integer,
       (select ('(' || string_agg(directory.from_crs((c ->> 0)::float8, (c ->> 1)::float8, $3)::text, ',' order by n) || ')')::polygon
        from json_array_elements(r -> 'corners') with ordinality o(c, n))
     from json_array_elements($4::json) r`,
    [area.id, area.edition, crs, JSON.stringify(rings)],
  );
}
