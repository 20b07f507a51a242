/**
 * Where requests are paid for: what an app has left of its hour is asked and taken before anything of a request is done.
 * Persons and the anonymous are told what they would pay.
 */
import { GraphQLError, type ExecutionResult } from 'graphql';
import { appOf, type Viewer } from '../domain/access/viewer.ts';
import type { Spender, Spent } from '../domain/access/budget.ts';
import { BadInputError, RateLimitedError } from '../domain/errors.ts';
import { AuthenticationError } from '../platform/identity/identity.ts';
import type { Prepared } from './operation.ts';

/** Takes points from the budget of an app, or none of them; null where there is no such app, or its key has ended. */
export interface Budgets {
  spend(by: Spender, points: number, at: Date): Promise<Spent | null>;
}

/** `extensions.cost`. */
interface Cost {
  readonly requested: number;
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: string | null;
}

/** Answers what is paid for. What is refused sends nothing. */
export async function answerPaid(prepared: Prepared, viewer: Viewer, budgets: Budgets): Promise<ExecutionResult> {
  const { points } = prepared;
  const app = appOf(viewer);
  if (app === null) return withCost(await prepared.answer(), { requested: points, ...NO_LIMIT });
  const spent = await budgets.spend({ app, credential: viewer.credential }, points, viewer.now).catch(asRefusal);
  if (spent instanceof Error) return refused(spent);
  if (spent === null) return refused(new AuthenticationError('there is no such app, or its key has ended'));
  const { isAllowed, limit, remaining, resetAt } = spent;
  const answer = isAllowed ? await prepared.answer() : refused(refusalOf(points, spent));
  return withCost(answer, { requested: points, limit, remaining, resetAt });
}

const NO_LIMIT = { limit: null, remaining: null, resetAt: null } as const;

const withCost = (answer: ExecutionResult, cost: Cost): ExecutionResult => ({ ...answer, extensions: { cost } });

const asRefusal = (cause: unknown): Error => (cause instanceof Error ? cause : new Error('spending failed', { cause }));

/** There is no data: nothing was done. */
const refused = (originalError: Error): ExecutionResult => ({
  errors: [new GraphQLError(originalError.message, { originalError })],
});

function refusalOf(points: number, { limit, remaining, retryAfter }: Spent): Error {
  if (points > limit) {
    return new BadInputError(
      `此请求需 ${points} 点，超过本应用每小时的总额度 ${limit} 点，等待也无济于事。请减小 first/last、减少嵌套的列表，或分成多个请求。`,
      `This request costs ${points} points, and the app has ${limit} an hour: waiting does not help. Ask for smaller pages or fewer nested lists, or send several requests.`,
    );
  }
  return new RateLimitedError(
    `此请求需 ${points} 点，本应用现余 ${remaining} 点（每小时 ${limit} 点）。请在 ${retryAfter} 秒后重试，或减小分页、减少嵌套的列表。`,
    `This request costs ${points} points, and the app has ${remaining} left of its ${limit} an hour. Try again in ${retryAfter} seconds, or ask for smaller pages or fewer nested lists.`,
    retryAfter,
  );
}
