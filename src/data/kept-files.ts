/** Files as acts of every module deal with them: what is kept, and what is read as a sheet. */
import { RefusalError } from '../domain/errors.ts';
import { mediaTypes } from '../domain/file.ts';
import type { Act } from './act.ts';
import { File } from './file.entity.ts';
import type { Written } from './files.ts';

/** Whether it is for anybody still. */
export const isThere = ({ expiresAt, deletedAt }: Pick<File, 'expiresAt' | 'deletedAt'>, now: Date): boolean =>
  expiresAt > now && (deletedAt ?? null) === null;

const READABLE: readonly string[] = [mediaTypes.xlsx, mediaTypes.csv, mediaTypes.text];

/** A file of the unit, whose day is not past, that is read as a sheet. */
export async function mustBeASheet(act: Act, id: string): Promise<File> {
  const file = await act.get(File, 'file', id);
  if (file.ownerUnitId !== act.unit || !isThere(file, act.now)) throw RefusalError.notFound('file', id);
  if (READABLE.includes(file.mediaType)) return file;
  throw RefusalError.invalid(
    ['input', 'fileId'],
    '该文件不是表格，请上传 .xlsx 或 .csv。',
    'This file is no sheet: send an .xlsx or a .csv.',
  );
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
