import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { importMachine, type ImportState } from '../../../../domain/directory/unit-import.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { File } from './file.entity.ts';

interface DeleteFile {
  readonly idempotencyKey: string;
  readonly fileId: string;
}

/** Whether it is for anybody still. */
export const isThere = ({ expiresAt, deletedAt }: Pick<File, 'expiresAt' | 'deletedAt'>, now: Date): boolean =>
  expiresAt > now && (deletedAt ?? null) === null;

export class DeleteFileService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The database deletes its bytes with it. */
  delete(viewer: Viewer, input: DeleteFile): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'deleteFile', input }, async (act) => {
      const id = parseId('file', input.fileId);
      const { ownerUnitId, ...file } = await act.get(File, 'file', id);
      if (!isThere(file, act.now)) throw RefusalError.notFound('file', id);
      act.assertCan('file:delete', { ownerUnitId }, 'file', file);
      // Nobody begins to go by it meanwhile.
      await act.run(HOLD, [id]);
      await mustBeUnused(act, id);
      const [deleted] = await act.run(DELETE, [id, act.now.toISOString()]);
      if (deleted === undefined) throw RefusalError.notFound('file', id);
      const { allianceId = null, mediaType, size } = file;
      act.record('file:deleted', 'file', { id }, { allianceId, body: { mediaType, size } });
      return { unit: ownerUnitId };
    });
  }
}

const HOLD = 'select from data.file where id = $1::uuid for update';

const DELETE =
  'update data.file set deleted_at = $2::timestamptz where id = $1::uuid and deleted_at is null returning id';

const USERS = `
select j.id, j.state from directory.import_job j
where j.unit_id = $1::uuid and j.finished_at is null and $2::uuid in (j.file_id, j.corrected_file_id) order by j.id limit 1`;

/** Throws `INVALID_INPUT` that names the import that goes by it, and what its state lets one do. */
async function mustBeUnused(act: Act, id: string): Promise<void> {
  const [user] = await act.run<{ id: string; state: ImportState }>(USERS, [act.unit, id]);
  if (user === undefined) return;
  const [job, { is }] = [globalId('import', user.id), importMachine.words[user.state]];
  throw RefusalError.invalid(
    ['input', 'fileId'],
    `单位导入 ${job} 用到该文件，${is.zh}；请待其结束，或先取消（cancelUnitImport），再删除。`,
    `The import ${job} goes by this file and ${is.en}: wait until it is over, or cancel it (cancelUnitImport), and delete the file then.`,
  );
}
