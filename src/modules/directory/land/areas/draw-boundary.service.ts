import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { leavesEarth, opened, type Coordinates } from '../../../../domain/geo.ts';
import type { Area } from './area.entity.ts';

export interface Boundary {
  readonly crs: string;
  readonly coordinates: Coordinates;
}

/** Draws the boundary anew, in WGS-84; what was drawn before stays, and counts no more. */
export async function drawBoundary(act: Act, area: Area, { crs, coordinates }: Boundary): Promise<void> {
  if (coordinates.flat(2).some(([longitude = 0, latitude = 0]) => leavesEarth(crs, longitude, latitude))) {
    throw RefusalError.invalid(
      ['input', 'boundary'],
      '边界换算后不在地球上，请核对坐标系。',
      'The boundary goes beyond the earth: check its reference system.',
    );
  }
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
