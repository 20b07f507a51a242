/** An app with a budget of its own, and what it is answered, as HTTP gives it. */
import type { LightMyRequestResponse } from 'fastify';
import { globalId, type Id } from '../../src/domain/ids.ts';
import { there } from '../scenarios/story.ts';
import type { AllianceOfTest } from './people.ts';
import type { Headers, World } from './world.ts';

export interface Cost {
  readonly requested: number;
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: string | null;
}

/** What an answer is to its payer. */
export interface Receipt {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly cost: Cost | undefined;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
}

interface Body {
  readonly data?: Receipt['data'];
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly cost: Cost };
}

export function receiptOf(response: LightMyRequestResponse): Receipt {
  const { data, errors: [error] = [], extensions } = response.json<Body>();
  const retryAfter = response.headers['retry-after'];
  return {
    status: response.statusCode,
    retryAfter,
    cost: extensions?.cost,
    code: error?.extensions.code,
    message: error?.message,
    data,
  };
}

export class PayingApp {
  readonly id: Id<'app'>;
  readonly #world: World;
  readonly #alliance: Id<'alliance'>;

  private constructor(world: World, id: Id<'app'>, alliance: Id<'alliance'>) {
    this.#world = world;
    this.id = id;
    this.#alliance = alliance;
  }

  /** An app that reads the alliance. Without a figure it has what every app begins with. */
  static async in(
    world: World,
    { uuid }: Pick<AllianceOfTest<'street'>, 'uuid'>,
    unit: Id<'unit'> | null,
    pointsPerHour?: number,
  ): Promise<PayingApp> {
    await world.people.app(there(unit), uuid);
    const [row] = await world.sql<{ id: Id<'app'> }>('select id from access.app order by id desc limit 1');
    const app = new PayingApp(world, there(row).id, uuid);
    if (pointsPerHour === undefined) await world.sql('delete from access.app_budget where app_id = $1', [app.id]);
    else await app.grant(pointsPerHour);
    return app;
  }

  async grant(pointsPerHour: number): Promise<void> {
    await this.#world.sql('update access.app_budget set points_per_hour = $2 where app_id = $1', [
      this.id,
      pointsPerHour,
    ]);
  }

  async send(query: string, variables: object = {}, headers: Headers = {}): Promise<LightMyRequestResponse> {
    const authorization = `Bearer ${await this.#world.token('app', this.id)}`;
    const hat = { 'x-acting-alliance': globalId('alliance', this.#alliance), 'accept-language': 'en' };
    return this.#world.post({ query, variables }, { authorization, ...hat, ...headers });
  }

  async pay(query: string, variables: object = {}, headers: Headers = {}): Promise<Receipt> {
    return receiptOf(await this.send(query, variables, headers));
  }
}
