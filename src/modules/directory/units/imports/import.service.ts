/** What people do with imports: they ask for one, confirm it, cancel it. What comes of it is the runner's work. */
import type { Act } from '../../../../data/act.ts';
import { mustBeASheet } from '../../../../data/kept-files.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { importMachine } from '../../../../domain/directory/unit-import.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { mayRegister } from '../unit/register.service.ts';
import { ImportJob } from './import.entity.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface ImportUnits extends Keyed {
  readonly fileId: string;
  readonly dryRun: boolean;
}
interface ChangeImport extends Keyed {
  readonly importId: string;
  readonly expectedVersion: number;
}
interface ConfirmImport extends ChangeImport {
  readonly duplicates: 'SKIP' | 'MERGE';
  readonly separateRows?: readonly number[] | null;
  readonly separateLikenesses?: readonly ('SAME_NAME' | 'CLOSE_NAME')[] | null;
}

export class ImportService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Asks for a sheet to be read; it is, as soon as there is time. */
  begin(viewer: Viewer, input: ImportUnits): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'importUnits', input }, async (act) => {
      const allianceId = await mayRegister(act);
      const file = await mustBeASheet(act, parseId('file', input.fileId));
      const job = act.em.create(ImportJob, {
        id: act.newId('import'),
        ...{ unitId: act.unit, allianceId, personId: act.actor.person ?? '', credential: viewer.credential },
        ...{ fileId: file.id, isDry: input.dryRun, duplicates: 'SKIP', separateRows: [], state: 'QUEUED' },
        ...{ createdAt: act.now, version: 1 },
      });
      return remember(act, 'import:asked-for', job);
    });
  }

  /** What was checked is written, and likely duplicates become what is said here. */
  confirm(viewer: Viewer, input: ConfirmImport): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'confirmUnitImport', input }, async (act) => {
      const job = await locked(act, input);
      const state = advance(importMachine, job, 'WRITING', 'confirm');
      act.expectVersion('import', job, input.expectedVersion);
      const separateRows = await waitingRows(act, job, input);
      // Who confirms it writes it, by their own rights.
      const whose = { personId: act.actor.person ?? '', credential: viewer.credential };
      act.em.assign(job, { state, isDry: false, duplicates: input.duplicates, separateRows, ...whose });
      return remember(act, 'import:confirmed', job);
    });
  }

  /** What is written stays; the rest is not. */
  cancel(viewer: Viewer, input: ChangeImport): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'cancelUnitImport', input }, async (act) => {
      const job = await locked(act, input);
      const state = advance(importMachine, job, 'CANCELLED', 'cancel');
      act.expectVersion('import', job, input.expectedVersion);
      act.em.assign(job, { state, finishedAt: act.now });
      return remember(act, 'import:cancelled', job);
    });
  }
}

async function locked(act: Act, { importId }: ChangeImport): Promise<ImportJob> {
  const job = await act.lock(ImportJob, 'import', parseId('import', importId));
  if (job.unitId !== act.unit) throw RefusalError.notFound('import', job.id);
  const { id, unitId: ownerUnitId, allianceId } = job;
  await act.inAllianceOf('import', job);
  act.assertCan('import:change', { ownerUnitId, allianceId }, 'import', { id });
  return job;
}

const WAITING = `
select r.no from directory.import_row r
where r.job_id = $1::uuid and r.state = 'DUPLICATE' and (r.no = any($2::integer[]) or exists (
  select from directory.import_issue i where i.job_id = r.job_id and i.row_no = r.no and i.code = any($3::text[])))
order by r.no`;
const MOST_NAMED = 20;

/** Rows that are units of their own, as they are named or by what they are like. Throws where one does not wait to be said so. */
async function waitingRows(act: Act, { id }: ImportJob, input: ConfirmImport): Promise<number[]> {
  const named = input.separateRows ?? [];
  const found = await act.run<{ no: number }>(WAITING, [id, named, input.separateLikenesses ?? []]);
  const rows = found.map(({ no }) => no);
  const waiting = new Set(rows);
  const others = named.filter((no) => !waiting.has(no));
  if (others.length === 0) return rows;
  const listed = others.slice(0, MOST_NAMED).join(', ') + (others.length > MOST_NAMED ? ' …' : '');
  throw RefusalError.invalid(
    ['input', 'separateRows'],
    `下列行不在疑似重复、等待确认之列，请去掉：${listed}。`,
    `These rows are no likely duplicates that wait to be confirmed: leave them out: ${listed}.`,
  );
}

async function remember(act: Act, action: string, job: ImportJob): Promise<{ importJob: string }> {
  await act.em.flush();
  const { allianceId, state } = job;
  act.record(action, 'import', job, { allianceId, body: { state } });
  return { importJob: job.id };
}
