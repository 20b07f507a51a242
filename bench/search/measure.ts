/** Few and many are asked the same in turn, one request at a time: what else the machine does falls on both. */
import { cpus } from 'node:os';
import type { Started } from '../servers/process.ts';
import type { Question } from './questions.ts';

export interface Family {
  readonly family: string;
  readonly questions: number;
  /** In milliseconds: of the questions, each by its median over the rounds, the one in the middle and the slowest. */
  readonly few: { readonly p50: number; readonly worst: number };
  readonly many: { readonly p50: number; readonly worst: number };
  /** The median, over the rounds, of the p50 of many divided by that of few. */
  readonly ratio: number;
}

export interface SearchResult {
  readonly at: string;
  readonly machine: string;
  readonly node: string;
  readonly few: number;
  readonly many: number;
  readonly rounds: number;
  readonly families: readonly Family[];
  readonly slowest: readonly { readonly question: string; readonly few: number; readonly many: number }[];
}

/** Milliseconds by question, one a round. */
type Times = ReadonlyMap<Question, number[]>;

async function ask({ url }: Started, { about, body }: Question): Promise<number> {
  const begin = performance.now();
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const answer = await response.text();
  const took = performance.now() - begin;
  if (!answer.startsWith('{"data":{') || answer.includes('"errors"')) throw new Error(`${about}: ${answer}`);
  return took;
}

export async function measure(
  few: Started,
  many: Started,
  questions: readonly Question[],
  rounds: number,
): Promise<{ readonly few: Times; readonly many: Times }> {
  const times = { few: empty(questions), many: empty(questions) };
  // Twice unmeasured: the first time statements are prepared and pages come into memory.
  for (let round = -2; round < rounds; round += 1) {
    for (const one of questions) {
      const sides = [
        ['few', few],
        ['many', many],
      ] as const;
      for (const [name, server] of round % 2 === 0 ? sides : sides.toReversed()) {
        const took = await ask(server, one);
        if (round >= 0) times[name].get(one)?.push(took);
      }
    }
  }
  return times;
}

const empty = (questions: readonly Question[]): Map<Question, number[]> => new Map(questions.map((one) => [one, []]));

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

export function summary(
  { few, many }: { readonly few: Times; readonly many: Times },
  [fewUnits, manyUnits]: readonly [number, number],
  rounds: number,
): SearchResult {
  const tidy = (ms: number): number => Math.round(ms * 100) / 100;
  const families = [...new Set([...few.keys()].map(({ family }) => family))].map((family): Family => {
    const ofFamily = [...few.keys()].filter((one) => one.family === family);
    const side = (times: Times): Family['few'] => {
      const medians = ofFamily.map((one) => median(times.get(one) ?? []));
      return { p50: tidy(median(medians)), worst: tidy(Math.max(...medians)) };
    };
    const atRound = (times: Times, round: number): number =>
      median(ofFamily.map((one) => times.get(one)?.[round] ?? 0));
    const ratios = Array.from({ length: rounds }, (_, round) => atRound(many, round) / atRound(few, round));
    return { family, questions: ofFamily.length, few: side(few), many: side(many), ratio: tidy(median(ratios)) };
  });
  const all = [...few.keys()].map(({ family, about }, i) => ({
    question: `${family}: ${about}`,
    few: tidy(median([...few.values()][i] ?? [])),
    many: tidy(median([...many.values()][i] ?? [])),
  }));
  return {
    at: new Date().toISOString(),
    machine: `${cpus().length} cores (${(cpus()[0]?.model ?? '').trim()})`,
    node: process.version.slice(1),
    ...{ few: fewUnits, many: manyUnits, rounds, families },
    slowest: all.sort((a, b) => b.many - a.many).slice(0, 6),
  };
}
