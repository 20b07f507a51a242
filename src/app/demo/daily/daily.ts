/**
 * What units of the five-colour alliance do from day to day: stocks, rooms, benefits, places, orders, wishes and homes,
 * and what they owe each other.
 */
import type { Cast } from '../cast.ts';
import type { Land } from '../land.ts';
import { tellBargain } from './bargain.ts';
import { tellCounters } from './counters.ts';
import { tellEnrolling } from './enrolling.ts';
import { tellGoods } from './goods.ts';
import { tellHomes } from './homes.ts';
import { tellHours } from './hours.ts';
import { tellOrders } from './orders.ts';
import { tellRooms } from './rooms.ts';
import { dailyRows } from './rows.ts';
import { tellWishes } from './wishes.ts';

export async function tellDaily(cast: Cast, land: Land, now: Date): Promise<void> {
  const rows = dailyRows(now);
  await tellGoods(cast, rows, now);
  await tellRooms(cast, rows, now);
  await tellCounters(cast, land, now);
  await tellEnrolling(cast, rows, now);
  await tellOrders(cast, rows, land, now);
  await tellWishes(cast, rows, now);
  await tellHomes(cast, rows, land, now);
  await tellBargain(cast, now);
  await tellHours(cast, now);
}
