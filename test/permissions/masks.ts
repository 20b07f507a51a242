/** How values look that are shown in part, or that say how much is shown. A field whose class has a `mask` needs a line. */
import type { Cell } from './table.ts';

type Masked = (value: unknown) => unknown;

const ofText =
  (mask: (text: string) => string): Masked =>
  (text) =>
    typeof text === 'string' ? mask(text) : null;

const name = ofText((text) => `${text.slice(0, 1)}**`);
const mobile = ofText((text) => `${text.slice(0, -8)}****${text.slice(-4)}`);

const MASKS: Readonly<Record<string, Masked>> = {
  'UnitContact.name': name,
  'UnitContact.mobile': mobile,
  'Beneficiary.name': name,
  'Beneficiary.mobile': mobile,
  'Beneficiary.identityNumber': ofText((text) => `${text.slice(0, 6)}********${text.slice(14)}`),
  // To the estate: what begins with a number is cut.
  'Beneficiary.address': ofText((text) => text.replace(/\d.*$/, '')),
  // Whose place is told only to the community is marked with another letter; see `world/marks.ts`.
  'Need.placeName': (place) => (typeof place === 'string' ? place.replace(/^k(\d{4})k$/, 'm$1m') : null),
  'Need.location': (degrees) => (typeof degrees === 'number' ? (Math.floor(degrees * 100) + 0.5) / 100 : degrees),
  // To the estate, as an address.
  'Place.name': ofText((text) => text.replace(/\d.*$/, '')),
  'Place.location': (degrees) => (typeof degrees === 'number' ? (Math.floor(degrees * 100) + 0.5) / 100 : degrees),
};

/** Fields that tell what the table says, whatever is in the row. */
const TELL: Readonly<Record<string, (cell: Cell) => unknown>> = {
  'UnitContact.disclosure': (cell) => (cell === 'sees' ? 'FULL' : cell === 'mask' ? 'MASKED' : 'WITHHELD'),
  'Beneficiary.disclosure': (cell) => (cell === 'sees' ? 'FULL' : 'MASKED'),
  'Place.locationPrecision': (cell) => (cell === 'sees' ? 'EXACT' : 'COMMUNITY'),
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
