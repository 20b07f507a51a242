import type { Act } from '../../../../data/act.ts';
import { File } from '../../../../data/file.entity.ts';
import { isThere } from '../../../../data/kept-files.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { importMachine } from '../../../../domain/directory/unit-import.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { listingImportMachine } from '../../../../domain/exchange/listing-import.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import type { ImportState } from '../../../../domain/import.ts';

interface DeleteFile {
  readonly idempotencyKey: string;
  readonly fileId: string;
}

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

/** By kind of import: its machine, the act that cancels one, and what it is called. */
const imports = {
  import: { machine: importMachine, cancel: 'cancelUnitImport', zh: '单位导入' },
  listingimport: { machine: listingImportMachine, cancel: 'cancelListingImport', zh: '供需导入' },
} as const;

interface User {
  readonly kind: keyof typeof imports;
  readonly id: string;
  readonly state: ImportState;
}

/** Throws `INVALID_INPUT` that names the import that goes by it, and what its state lets one do. */
async function mustBeUnused(act: Act, id: string): Promise<void> {
  const [user] = await act.run<User>('select kind, id, state from data.imports_of($1::uuid, $2::uuid) limit 1', [
    ...[act.unit, id],
  ]);
  if (user === undefined) return;
  const { machine, cancel, zh } = imports[user.kind];
  const [job, { is }] = [globalId(user.kind, user.id), machine.words[user.state]];
  throw RefusalError.invalid(
    ['input', 'fileId'],
    `${zh} ${job} 用到该文件，${is.zh}；请待其结束，或先取消（${cancel}），再删除。`,
    `The import ${job} goes by this file and ${is.en}: wait until it is over, or cancel it (${cancel}), and delete the file then.`,
  );
}
