import { expect, test } from '@jest/globals';
import { ClassifyUnitDocument } from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { classesOf } from './classing.ts';
import { administratorOf } from '../people/posting.ts';
import { someUnit } from '../people/relation-steps.ts';

test('of several who class one unit at once each comes after the other, and it is of one class in the end', async () => {
  await using world = await createWorld();
  for (let round = 0; round < scaled(3, 30); round += 1) {
    const team = await someUnit(world, `队伍${round}`, 'TEAM');
    const people = [team, await administratorOf(world, team), await administratorOf(world, team)];
    const codes = ['team-kind.repair', 'team-kind.mediation', 'team-kind.publicity'] as const;
    const answers = await Promise.all(
      people.map((actor, i) =>
        actor.act(ClassifyUnitDocument, { unitId: team.unitId, classCode: codes[i] ?? '', reason: '同时' }),
      ),
    );
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(await classesOf(team, team, { isInForce: true })).toHaveLength(1);
    expect(await classesOf(team, team)).toHaveLength(3);
    world.clock.pass({ minutes: 1 });
    const twice = people
      .slice(0, 2)
      .map((actor) =>
        actor.act(ClassifyUnitDocument, { unitId: team.unitId, classCode: 'team-kind.riders', reason: '同一' }),
      );
    const again = (await Promise.all(twice)).flatMap(({ userErrors }) => userErrors);
    expect(again).toMatchObject([{ code: 'ALREADY_DONE' }]);
    expect(await classesOf(team, team, { isInForce: true })).toEqual(['team-kind.riders']);
  }
});
