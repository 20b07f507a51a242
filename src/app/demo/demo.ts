/** The demonstration: rows at once, then a story by its actors; and what was begun is brought to its end. */
import type { Database } from '../../data/database.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Application } from '../application.ts';
import { loadDemo } from './load.ts';
import { markTold } from './mark.ts';
import { tellStory } from './story.ts';

/**
 * Sees to it that the demonstration is there, once and whole. A start that is killed on the way is gone on with by the
 * next; two at once tell the same story, each step of which is done once.
 */
export async function prepareDemo(database: Database, application: Application, clock: Clock): Promise<void> {
  const untold = await loadDemo(database, clock.now());
  if (untold === null) return;
  await tellStory(application, untold);
  await markTold(database, clock.now());
}
