/** A place as a client gives it, as it is stored: WGS-84. */
import { createRequire } from 'node:module';

type Transform = (point: [number, number], from: 'GCJ02' | 'BD09', to: 'WGS84') => [number, number];

// gcoord's types describe an ES module that it does not ship for Node; required, it is the CommonJS build.
const gcoord = createRequire(import.meta.url)('gcoord') as { readonly transform: Transform };

interface Given {
  readonly longitude: number;
  readonly latitude: number;
  readonly crs: 'WGS84' | 'CGCS2000' | 'GCJ02' | 'BD09';
}

export interface Stored {
  readonly longitude: number | null;
  readonly latitude: number | null;
}

/** CGCS2000 differs from WGS-84 by centimetres; the two map systems of China are shifted and are shifted back. */
export function toWgs84(given: Given | null | undefined): Stored {
  if (given === null || given === undefined) return { longitude: null, latitude: null };
  const { longitude, latitude, crs } = given;
  if (crs === 'WGS84' || crs === 'CGCS2000') return { longitude, latitude };
  const [lng, lat] = gcoord.transform([longitude, latitude], crs, 'WGS84');
  return { longitude: lng, latitude: lat };
}
