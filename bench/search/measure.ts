/** Few and many are asked the same in turn, one request at a time: what else the machine does falls on both. */
import { cpus } from 'node:os';
import type { Started } from '../servers/process.ts';
import type { Question } from './questions.ts';

/** Who asks: anybody, or a member of an alliance under its hat. */
export interface Asker {
  readonly name: 'public' | 'member';
  readonly headers: Readonly<Record<string, string>>;
}

/** A server, and who asks it. */
export interface Side {
  readonly server: Started;
  readonly askers: readonly Asker[];
}

export interface Figures {
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
  readonly families: readonly {
    readonly family: string;
    readonly questions: number;
    readonly askers: Readonly<Record<Asker['name'], Figures>>;
  }[];
  readonly slowest: readonly { readonly question: string; readonly few: number; readonly many: number }[];
}

/** One question by one asker: how long it took in each round, of few and of many. */
interface Asked {
  readonly question: Question;
  readonly asker: Asker['name'];
  readonly few: number[];
  readonly many: number[];
}

interface Answer {
  readonly data?: { readonly page: { readonly pageInfo: { readonly endCursor: string | null } } } | null;
  readonly errors?: unknown;
}

/** A question made up for one server and asker. */
class Request {
  readonly #side: Side;
  readonly #nr: number;
  readonly #question: Question;
  #body: string;

  constructor(side: Side, nr: number, question: Question) {
    this.#side = side;
    this.#nr = nr;
    this.#question = question;
    this.#body = bodyOf(question, {});
  }

  /** Where a later page begins is found once. */
  async prepare(): Promise<void> {
    if (!this.#question.isLater) return;
    const [text] = await this.#send(bodyOf(this.#question, { first: 100 }));
    const after = (JSON.parse(text) as Answer).data?.page.pageInfo.endCursor;
    this.#body = bodyOf(this.#question, { after });
  }

  async time(): Promise<number> {
    const [, took] = await this.#send(this.#body);
    return took;
  }

  async #send(body: string): Promise<[answer: string, took: number]> {
    const { server, askers } = this.#side;
    const headers = { 'content-type': 'application/json', ...askers[this.#nr]?.headers };
    const begin = performance.now();
    const response = await fetch(server.url, { method: 'POST', headers, body });
    const answer = await response.text();
    const took = performance.now() - begin;
    if (!answer.startsWith('{"data":{"page":{') || answer.includes('"errors"')) {
      throw new Error(`${this.#question.about}: ${answer}`);
    }
    return [answer, took];
  }
}

const bodyOf = ({ query, variables }: Question, more: object): string =>
  JSON.stringify({ query, variables: { ...variables, ...more } });

export async function measure(
  few: Side,
  many: Side,
  questions: readonly Question[],
  rounds: number,
): Promise<readonly Asked[]> {
  const all = questions.flatMap((question) =>
    few.askers.map(({ name: asker }, nr) => ({
      asked: { question, asker, few: Array<number>(), many: Array<number>() },
      few: new Request(few, nr, question),
      many: new Request(many, nr, question),
    })),
  );
  for (const { few: one, many: other } of all) for (const request of [one, other]) await request.prepare();
  // Twice unmeasured: the first time statements are prepared and pages come into memory.
  for (let round = -2; round < rounds; round += 1) {
    for (const one of all) {
      for (const side of round % 2 === 0 ? (['few', 'many'] as const) : (['many', 'few'] as const)) {
        const took = await one[side].time();
        if (round >= 0) one.asked[side].push(took);
      }
    }
  }
  return all.map(({ asked }) => asked);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

const tidy = (ms: number): number => Math.round(ms * 100) / 100;

function figuresOf(asked: readonly Asked[], rounds: number): Figures {
  const side = (name: 'few' | 'many'): Figures['few'] => {
    const medians = asked.map((one) => median(one[name]));
    return { p50: tidy(median(medians)), worst: tidy(Math.max(...medians)) };
  };
  const atRound = (name: 'few' | 'many', round: number): number => median(asked.map((one) => one[name][round] ?? 0));
  const ratios = Array.from({ length: rounds }, (_, round) => atRound('many', round) / atRound('few', round));
  return { few: side('few'), many: side('many'), ratio: tidy(median(ratios)) };
}

export function summary(asked: readonly Asked[], [few, many]: readonly [number, number], rounds: number): SearchResult {
  const row = (family: string, questions: readonly Asked[]) => {
    const by = (name: Asker['name']): Asked[] => questions.filter(({ asker }) => asker === name);
    return {
      family,
      questions: by('public').length,
      askers: { public: figuresOf(by('public'), rounds), member: figuresOf(by('member'), rounds) },
    };
  };
  const families = [...new Set(asked.map(({ question }) => question.family))];
  const slowest = asked
    .map(({ question, asker, few: f, many: m }) => ({
      question: `${question.family}: ${question.about}${asker === 'member' ? ', as a member' : ''}`,
      few: tidy(median(f)),
      many: tidy(median(m)),
    }))
    .sort((a, b) => b.many - a.many);
  return {
    at: new Date().toISOString(),
    machine: `${cpus().length} cores (${(cpus()[0]?.model ?? '').trim()})`,
    node: process.version.slice(1),
    ...{ few, many, rounds },
    families: [
      ...families.map((family) =>
        row(
          family,
          asked.filter(({ question }) => question.family === family),
        ),
      ),
      row('all', asked),
    ],
    slowest: slowest.slice(0, 10),
  };
}
