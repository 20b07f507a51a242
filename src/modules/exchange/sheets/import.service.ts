/** What people do with imports of listings: they ask for one, confirm it, cancel it. What comes of it is the runner's work. */
import type { Act } from '../../../data/act.ts';
import { mustBeASheet } from '../../../data/kept-files.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { listingImportMachine, type ListingKind } from '../../../domain/exchange/listing-import.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { parseId } from '../../../domain/ids.ts';
import { advance } from '../../../domain/lifecycle.ts';
import { ListingImport } from './import.entity.ts';
import { mayImport } from './publish-rows.service.ts';

interface ImportListings {
  readonly idempotencyKey: string;
  readonly kind: ListingKind;
  readonly fileId: string;
  readonly dryRun: boolean;
}
interface ChangeImport {
  readonly idempotencyKey: string;
  readonly importId: string;
  readonly expectedVersion: number;
}

export class ListingImportService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Asks for a sheet to be read; it is, as soon as there is time. */
  begin(viewer: Viewer, input: ImportListings): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'importListings', input }, async (act) => {
      mayImport(act, input.kind);
      // Under the hat of an alliance it goes on under that, as long as the unit is a member.
      const allianceId = act.actor.alliance === null ? null : await act.alliance();
      const file = await mustBeASheet(act, parseId('file', input.fileId));
      const job = act.em.create(ListingImport, {
        id: act.newId('listingimport'),
        ...{ kind: input.kind, unitId: act.unit, allianceId },
        ...{ personId: act.actor.person ?? '', credential: viewer.credential },
        ...{ fileId: file.id, isDry: input.dryRun, state: 'QUEUED', createdAt: act.now, version: 1 },
      });
      return remember(act, 'listing-import:asked-for', job);
    });
  }

  /** What was checked is written. */
  confirm(viewer: Viewer, input: ChangeImport): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'confirmListingImport', input }, async (act) => {
      const job = await locked(act, input);
      const state = advance(listingImportMachine, job, 'WRITING', 'confirm');
      act.expectVersion('listingimport', job, input.expectedVersion);
      // Who confirms it writes it, by their own rights.
      const whose = { personId: act.actor.person ?? '', credential: viewer.credential };
      act.em.assign(job, { state, isDry: false, ...whose });
      return remember(act, 'listing-import:confirmed', job);
    });
  }

  /** What is written stays; the rest is not. */
  cancel(viewer: Viewer, input: ChangeImport): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'cancelListingImport', input }, async (act) => {
      const job = await locked(act, input);
      const state = advance(listingImportMachine, job, 'CANCELLED', 'cancel');
      act.expectVersion('listingimport', job, input.expectedVersion);
      act.em.assign(job, { state, finishedAt: act.now });
      return remember(act, 'listing-import:cancelled', job);
    });
  }
}

/** Of the unit acted for, and of the alliance of the hat where it was asked for under one; held to the end then. */
async function locked(act: Act, { importId }: ChangeImport): Promise<ListingImport> {
  const job = await act.lock(ListingImport, 'listingimport', parseId('listingimport', importId));
  if (job.unitId !== act.unit) throw RefusalError.notFound('listingimport', job.id);
  const { allianceId = null } = job;
  if (allianceId !== null) await act.inAllianceOf('listingimport', { id: job.id, allianceId });
  mayImport(act, job.kind);
  return job;
}

async function remember(act: Act, action: string, job: ListingImport): Promise<{ listingImport: string }> {
  await act.em.flush();
  const { allianceId = null, kind, state } = job;
  act.record(action, 'listingimport', job, { allianceId, body: { kind, state } });
  return { listingImport: job.id };
}
