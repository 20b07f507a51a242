/** Sheets that go out: the template of a unit, and what is on the record of an export. What is in it, the read graph says. */
import { randomUUID } from 'node:crypto';
import type { Act } from '../../../data/act.ts';
import { templateOf, type Form } from '../../../data/sheets/forms.ts';
import type { UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import type { ListingKind } from '../../../domain/exchange/listing-import.ts';
import { globalId } from '../../../domain/ids.ts';
import { formOf, wordsFor } from './form.service.ts';
import { idKinds } from './publish-rows.service.ts';
import { numbersOf } from './standing.service.ts';

interface AskedExport {
  readonly kind: ListingKind;
  readonly format: 'CSV' | 'XLSX';
  /** What is the unit's own, or what is shown to the alliance of the hat. */
  readonly of: 'UNIT' | 'ALLIANCE';
}

interface BegunExport {
  /** Whoever asked, under the hats that they were let to under; words are those of the sheet. */
  readonly viewer: Viewer;
  /** What the lists are filtered by. */
  readonly filter: { readonly unitId: string } | { readonly allianceId: string };
  readonly form: Form;
  /** By global id, the number that the unit gave it. */
  readonly numbers: ReadonlyMap<string, string>;
}

export class ListingSheetService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The sheet to be filled in, with what the unit may choose. */
  async template(viewer: Viewer, kind: ListingKind): Promise<Uint8Array> {
    const input = { idempotencyKey: randomUUID(), kind };
    const made = Promise.withResolvers<Form>();
    await this.#work.rehearse({ viewer, mutation: 'listingTemplate', input }, async (act) => {
      made.resolve(await formFor(act, kind));
    });
    return templateOf(await made.promise);
  }

  /** Puts on record that it is exported; whoever may not is refused. */
  async begin(viewer: Viewer, asked: AskedExport): Promise<BegunExport> {
    const input = { idempotencyKey: randomUUID(), ...asked };
    const begun = Promise.withResolvers<Omit<BegunExport, 'viewer'>>();
    const done = await this.#work.run({ viewer, mutation: 'exportListings', input }, async (act) => {
      const filter = await filterOf(act, asked);
      const { kind, format, of } = asked;
      const numbers = new Map([...(await numbersOf(act, kind))].map(([id, own]) => [globalId(idKinds[kind], id), own]));
      begun.resolve({ filter, form: await formFor(act, kind), numbers });
      const allianceId = of === 'ALLIANCE' ? await act.alliance() : null;
      act.record('listing:exported', 'unit', { id: act.unit }, { allianceId, body: { kind, format, of } });
      return {};
    });
    return { ...(await begun.promise), viewer: { ...done.viewer, locale: 'zh-CN' } };
  }

  /** Refuses whoever may not export it at this instant, as when it began. */
  async confirm(viewer: Viewer, asked: AskedExport): Promise<void> {
    const input = { idempotencyKey: randomUUID(), ...asked };
    await this.#work.rehearse({ viewer, mutation: 'exportListings', input }, (act) => filterOf(act, asked));
  }
}

async function filterOf(act: Act, { of }: AskedExport): Promise<BegunExport['filter']> {
  if (of === 'UNIT') {
    act.assertCan('listing:export', { ownerUnitId: act.unit });
    return { unitId: globalId('unit', act.unit) };
  }
  const allianceId = await act.alliance();
  act.assertCan('listing:export-alliance', { allianceId });
  return { allianceId: globalId('alliance', allianceId) };
}

async function formFor(act: Act, kind: ListingKind): Promise<Form> {
  return formOf(kind, await wordsFor((text, values) => act.run(text, values), act.unit, act.now));
}
