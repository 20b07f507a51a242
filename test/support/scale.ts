/** How large a run is: `QINLIN_SCALE` from 0 (what `npm test` runs) to 1 (`npm run test:full`). The tests are the same. */
const SCALE = Number(process.env['QINLIN_SCALE'] ?? 0);
if (!(SCALE >= 0 && SCALE <= 1)) {
  throw new Error('QINLIN_SCALE 须为 0 至 1 的数。 QINLIN_SCALE must be a number from 0 to 1.');
}

/** A number between the size of the quick run and the full size. */
export function scaled(quick: number, full: number): number {
  return Math.round(quick + (full - quick) * SCALE);
}

/** The quick run leaves out what is asked of many where it is asked of some. */
export const isQuick = SCALE === 0;
