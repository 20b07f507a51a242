import type { Act } from '../../../data/act.ts';
import type { Written } from '../../../data/files.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { FILE_DAYS, LONGEST_FILE_NAME, type MediaType } from '../../../domain/file.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { isLine } from '../../../domain/text.ts';
import { File } from './file.entity.ts';

interface UploadFile {
  readonly idempotencyKey: string;
  readonly name: string;
  /** Whether the members of the alliance of the hat see it too. */
  readonly isForAlliance: boolean;
  readonly days: number;
  readonly mediaType: MediaType;
  /** Tells another content under the same key from the same. */
  readonly sha256: string;
}

const DAY_MS = 24 * 60 * 60_000;

export class FileService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Makes a file of bytes that were written under the id. */
  add(viewer: Viewer, id: string, input: UploadFile, written: Written): Promise<Done> {
    mustBeGood(input);
    return this.#work.run({ viewer, mutation: 'uploadFile', input }, async (act) => {
      const allianceId = input.isForAlliance ? await act.alliance() : null;
      act.assertCan('file:add', { ownerUnitId: act.unit });
      const { name, mediaType, days } = input;
      const expiresAt = new Date(act.now.getTime() + days * DAY_MS);
      return added(act, { id, name, mediaType, allianceId, expiresAt }, written);
    });
  }
}

function mustBeGood({ name, days }: UploadFile): void {
  if (name.trim() === '' || Array.from(name).length > LONGEST_FILE_NAME || !isLine(name) || /[\\/]/.test(name)) {
    throw RefusalError.invalid(
      ['name'],
      `请以 name 参数给出文件名：1 至 ${LONGEST_FILE_NAME} 个字符，不含 / 与 \\。`,
      `Give the name of the file as the parameter "name": 1 to ${LONGEST_FILE_NAME} characters, without / and \\.`,
    );
  }
  if (!Number.isInteger(days) || days < 1 || days > FILE_DAYS.most) {
    throw RefusalError.invalid(
      ['days'],
      `days 须为 1 至 ${FILE_DAYS.most} 的整数。`,
      `"days" must be a whole number from 1 to ${FILE_DAYS.most}.`,
    );
  }
}

type NewFile = Pick<File, 'id' | 'name' | 'mediaType' | 'expiresAt'> & { readonly allianceId: string | null };

/** The name is in no record: people write names of persons into it. */
export async function added(act: Act, file: NewFile, { size, sha256 }: Written): Promise<{ file: string }> {
  const row = act.em.create(File, { ...file, ownerUnitId: act.unit, size, sha256, createdAt: act.now });
  await act.em.flush();
  const { allianceId, mediaType } = file;
  act.record('file:added', 'file', row, { allianceId, body: { mediaType, size } });
  return { file: row.id };
}
