/** What acts give back is what the table lets their actor see, and an act is no way to find out what is hidden. */
import { describe, expect, test } from '@jest/globals';
import { globalId } from '../../src/domain/ids.ts';
import { idTypes, type IdKind } from '../../src/domain/kinds.ts';
import { isQuick } from '../support/scale.ts';
import type { Answer } from '../support/world.ts';
import { mutations, namesIn, partsOf, sample, shownOnce, textOfAct, textOfTrying } from './acts.ts';
import { expectNothing, inTurns } from './stage.ts';
import { stage } from './the-stage.ts';
import { textOf } from './shape.ts';
import { fieldClasses } from './table.ts';
import type { Looker } from './world/lookers.ts';

type Payload = Readonly<Record<string, unknown>> & {
  readonly replayed: boolean;
  readonly userErrors: readonly { readonly code: string }[];
};

test('every act was done by somebody', () => {
  expect([...new Set(stage.done.map(({ mutation }) => mutation))].sort()).toEqual(mutations().sort());
});

/** Told again, an act gives back its rows as they are now, as far as the rights of its actor go now. */
test.each(mutations())('%s gives back what its actor may see', async (mutation) => {
  const { oracle, scan, truth, ask, done } = stage;
  const wrong: string[] = [];
  const acts = done.filter((act) => act.mutation === mutation);
  for (const { input, headers } of isQuick ? acts.filter((_, i) => i % Math.ceil(acts.length / 2) === 0) : acts) {
    const { outcome, looker, isErased } = await outcomeOf(mutation, input.idempotencyKey, headers);
    const asked = { query: textOfAct(mutation), variables: { input } };
    const answer = await ask(asked, headers);
    const payload = answer.data?.[mutation] as Payload | null | undefined;
    if (isErased) {
      // Whoever it was about is not told of by the input either: nothing of it can be compared any more.
      expect(payload?.userErrors.map(({ code }) => code)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
      wrong.push(...scan.leaks(looker, JSON.stringify(answer), ''));
      continue;
    }
    expect(payload).toMatchObject({ replayed: true, userErrors: [] });
    // What is shown once is not shown twice.
    for (const shown of shownOnce(mutation)) expect(payload).toMatchObject({ [shown]: null });
    wrong.push(...scan.leaks(looker, JSON.stringify(answer), JSON.stringify(input)));
    for (const { field, shape } of partsOf(mutation)) {
      const id = outcome[field];
      if (id === undefined) continue;
      const query = `query ($id: ID!) { node(id: $id) { ... on ${shape.type} ${textOf(shape)} } }`;
      const real = (await truth({ query, variables: { id } }, {})).data?.['node'];
      const differences = oracle.compare(looker, shape, real, payload?.[field], null);
      wrong.push(...differences.map((one) => `${looker.name}: ${JSON.stringify(one)}`));
    }
  }
  expect(acts.length).toBeGreaterThan(0);
  expectNothing(wrong);
});

interface Outcome {
  readonly ids: Record<string, string>;
  readonly alliance: string | null;
}

/** The ids that were kept of the act, and its actor under the hat it is told again under. */
async function outcomeOf(
  mutation: string,
  key: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ outcome: Readonly<Record<string, string>>; looker: Looker; isErased: boolean }> {
  const [kept] = await stage.world.sql<{ outcome: Outcome; hash: string }>(
    'select outcome, input_hash as hash from data.idempotency where mutation = $1 and key = $2',
    [mutation, key],
  );
  const actor = stage.lookers.find((one) => one.headers['authorization'] === headers['authorization']);
  if (kept === undefined || actor === undefined) throw new Error(`nobody knows of the act ${mutation} ${key}`);
  const { ids, alliance } = kept.outcome;
  // Who has left is told as who has: without the hat, though they came again.
  const isLeaving = mutation === 'leaveAlliance';
  const hat = !isLeaving && alliance !== null && actor.standing.memberOf.includes(alliance) ? alliance : null;
  const kinds = new Map(partsOf(mutation).map(({ field, shape }) => [field, kindOf(shape.type)]));
  return {
    isErased: kept.hash === 'erased',
    outcome: Object.fromEntries(
      Object.entries(ids).map(([field, id]) => [field, globalId(kinds.get(field) ?? 'unit', id)]),
    ),
    looker: { ...actor, name: `${actor.name}, who acted,`, standing: { ...actor.standing, hat, hatFits: true } },
  };
}

const kindOf = (type: string): IdKind => Object.entries(idTypes).find(([, name]) => name === type)?.[0] as IdKind;

/** Of everybody, these try to act on what they do not see. */
const TRYING: readonly string[] = [
  'a person without a post',
  'red coordinator in red',
  'mall in red',
  'community in red',
  'power in blue',
  'blue coordinator in blue',
  'leaver',
  'village',
  'app of the community in red',
];

/**
 * Refusals that are told although the thing is hidden, for the way out that they name; whoever has the id of a thing
 * learns from them that there is one. One's own rows may be acted on under another hat than that under which they are
 * seen. To be shortened, never made longer.
 */
const TOLD: readonly string[] = [
  'acceptMatch NOT_A_MEMBER',
  'cancelProject NOT_A_MEMBER',
  'completeProject NOT_A_MEMBER',
  'confirmContribution NOT_A_MEMBER',
  'contributeHours NOT_A_MEMBER',
  'declineMatch NOT_A_MEMBER',
  'joinProject NOT_A_MEMBER',
  'rejectContribution NOT_A_MEMBER',
  'withdrawMatch NOT_A_MEMBER',
];

/** Classes that everybody sees: nothing of them is hidden. */
const EVERYBODYS: readonly string[] = ['public', 'site'];

const toldNow = new Set<string>();

const NOTHING = '00000000-0000-7000-8000-000000000000';

describe('an act on what is hidden is told what an act on nothing is told', () => {
  const named = mutations().flatMap((mutation) => namesIn(mutation).map((name) => ({ mutation, ...name })));

  test.each(named.filter(({ kind }) => !EVERYBODYS.includes(fieldClasses.get(`${idTypes[kind]}.id`) ?? '')))(
    '$mutation with $field',
    async ({ mutation, field, kind }) => {
      const { oracle, lookers, ask, world } = stage;
      const wrong: string[] = [];
      let tried = 0;
      await inTurns(
        lookers.filter(({ name }) => TRYING.includes(name)),
        async (looker) => {
          const rows = [...oracle.rows.values()].filter(({ type }) => type === idTypes[kind]);
          const hidden = rows.filter((row) => !oracle.isSeen(looker, row));
          const ids: Record<string, string> = {};
          for (const name of namesIn(mutation)) ids[name.field] = seen(looker, name.kind);
          const told = async (id: string): Promise<string> => {
            const input = { ...sample(mutation), ...ids, [field]: id, idempotencyKey: world.key() };
            const answer = await ask({ query: textOfTrying(mutation), variables: { input } }, looker.headers);
            return refusalIn(mutation, answer).replaceAll(id, 'ID');
          };
          const ofNothing = await told(globalId(kind, NOTHING));
          for (const row of few(hidden)) {
            tried += 1;
            const ofHidden = await told(row.key);
            const stands = oracle.kind(looker, row, row.class);
            const refusal = `${mutation} ${codeOf(ofHidden)}`;
            if (ofHidden === ofNothing || stands.startsWith('own')) continue;
            if (TOLD.includes(refusal)) toldNow.add(refusal);
            else
              wrong.push(
                `${looker.name} (${stands}) with ${row.key} (${row.class}): ${ofHidden}; of nothing: ${ofNothing}`,
              );
          }
        },
      );
      expect(tried).toBeGreaterThan(0);
      expectNothing(wrong);
    },
  );

  /** Something of that kind that the looker sees, or nothing. */
  function seen(looker: Looker, kind: IdKind): string {
    const rows = [...stage.oracle.rows.values()].filter(({ type }) => type === idTypes[kind]);
    return rows.find((row) => stage.oracle.isSeen(looker, row))?.key ?? globalId(kind, NOTHING);
  }
});

/** What an act was refused with, as `CODE message`. */
function refusalIn(mutation: string, { data, errors = [] }: Answer<Readonly<Record<string, unknown>>>): string {
  const { userErrors } = (data?.[mutation] ?? { userErrors: [] }) as {
    userErrors: { code: string; message: string }[];
  };
  const refused = [...userErrors, ...errors.map(({ extensions, message }) => ({ code: extensions.code, message }))];
  return refused.length === 0 ? 'done' : refused.map(({ code, message }) => `${code} ${message}`).join('; ');
}

const codeOf = (refusal: string): string => refusal.split(' ')[0] ?? '';

/** One of each class; at full size, all. */
function few<T extends { readonly class: string }>(rows: readonly T[]): readonly T[] {
  return isQuick ? [...new Map(rows.map((row) => [row.class, row])).values()] : rows;
}

test('no more is told of hidden things than is written down, and no less', () => {
  expect([...toldNow].sort()).toEqual([...TOLD].sort());
});

test('nothing of it is in the log', () => {
  expect(stage.scan.marksIn(stage.world.log.join('')).map(({ path }) => path)).toEqual([]);
});
