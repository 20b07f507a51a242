/** Who asks in the small world: the headers a client sends, and the viewer they come to. */
import type { LightMyRequestResponse } from 'fastify';
import { globalId, type Id } from '../../../src/domain/ids.ts';
import type { Subject, Viewer } from '../../../src/domain/access/viewer.ts';
import type { Answer, Headers, World } from '../../support/world.ts';

export interface Hat {
  readonly subject: Subject;
  readonly unit?: Id<'unit'> | null;
  readonly alliance?: Id<'alliance'> | null;
  readonly locale?: Viewer['locale'];
}

export class Caller {
  readonly #world: World;
  readonly #hat: Hat;

  constructor(world: World, hat: Hat) {
    this.#world = world;
    this.#hat = hat;
  }

  get viewer(): Viewer {
    const { subject, unit = null, alliance = null, locale = 'en' } = this.#hat;
    const [now, requestId] = [this.#world.clock.now(), 'naive'];
    return { subject, credential: null, actingUnit: unit, actingAlliance: alliance, locale, now, requestId };
  }

  /** What comes back for a body, as HTTP gives it. */
  async send(body: object): Promise<LightMyRequestResponse> {
    return this.#world.post(body, await this.#headers());
  }

  async ask(query: string, variables: object = {}): Promise<Answer<Record<string, unknown>>> {
    return this.#world.ask(query, variables, await this.#headers());
  }

  async #headers(): Promise<Headers> {
    const { subject, unit = null, alliance = null, locale = 'en' } = this.#hat;
    const headers: Record<string, string> = { 'accept-language': locale };
    if (subject.kind === 'PERSON') headers['authorization'] = await this.#bearer('person', subject.person);
    if (subject.kind === 'APP') headers['authorization'] = await this.#bearer('app', subject.app);
    if (unit !== null) headers['x-acting-unit'] = globalId('unit', unit);
    if (alliance !== null) headers['x-acting-alliance'] = globalId('alliance', alliance);
    return headers;
  }

  async #bearer(kind: 'person' | 'app', id: string): Promise<string> {
    return `Bearer ${await this.#world.token(kind, id)}`;
  }
}
