/** How values look that are shown in part, or that say how much is shown. A field whose class has a `mask` needs a line. */
import type { Cell } from './table.ts';

type Masked = (value: unknown) => unknown;

const MASKS: Readonly<Record<string, Masked>> = {
  'UnitContact.name': (name) => (typeof name === 'string' ? `${name.slice(0, 1)}**` : null),
  'UnitContact.mobile': (mobile) =>
    typeof mobile === 'string' ? `${mobile.slice(0, -8)}****${mobile.slice(-4)}` : null,
  // Whose place is told only to the community is marked with another letter; see `world/marks.ts`.
  'Need.placeName': (place) => (typeof place === 'string' ? place.replace(/^k(\d{4})k$/, 'm$1m') : null),
  'Need.location': (degrees) => (typeof degrees === 'number' ? (Math.floor(degrees * 100) + 0.5) / 100 : degrees),
};

/** Fields that tell what the table says, whatever is in the row. */
const TELL: Readonly<Record<string, (cell: Cell) => unknown>> = {
  'UnitContact.disclosure': (cell) => (cell === 'sees' ? 'FULL' : cell === 'mask' ? 'MASKED' : 'WITHHELD'),
  'Need.locationPrecision': (cell) => (cell === 'sees' ? 'EXACT' : 'COMMUNITY'),
};

/** What somebody whose cell it is should be answered. */
export function shown(path: string, cell: Cell, value: unknown): unknown {
  const tell = TELL[path];
  if (tell !== undefined) return tell(cell);
  if (cell === 'sees') return value;
  if (cell !== 'mask') return null;
  const mask = MASKS[path];
  if (mask === undefined) throw new Error(`${path} is shown in part: say how in test/permissions/masks.ts`);
  return mask(value);
}
