/**
 * Ours with one wall taken away, named by BENCH_WALL: without the `house` no view asks who may see a row; without the
 * `vault` protected tables are read like all others, in one statement without entering the transaction as somebody. The
 * database then has no row-level security either (`data/no-vault.sql`).
 */
import { openUnwalled } from '../product.ts';

const wall = process.env['BENCH_WALL'];
if (wall !== 'house' && wall !== 'vault') throw new Error('BENCH_WALL is house or vault');
const { url, close } = await openUnwalled(wall);
process.once('SIGTERM', () => void close());
process.stdout.write(`${url}\n`);
