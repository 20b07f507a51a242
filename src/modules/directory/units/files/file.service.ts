import type { Act } from '../../../../data/act.ts';
import type { Written } from '../../../../data/files.ts';
import { added } from '../../../../data/kept-files.ts';
import { Turns } from '../../../../data/turns.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import { personOf, type Viewer } from '../../../../domain/access/viewer.ts';
import { FILE_DAYS, LONGEST_FILE_NAME, sizeInWords, type MediaType } from '../../../../domain/file.ts';
import { RefusalError, type InputIssue } from '../../../../domain/errors.ts';
import { isLine } from '../../../../domain/text.ts';

/** What is said of a file before its bytes are there. */
export interface AnnouncedFile {
  readonly idempotencyKey: string;
  readonly name: string;
  /** `ALLIANCE`: the members of the alliance of the hat see it too; `UNIT`: nobody else does. */
  readonly audience: string;
  readonly days: number;
}
interface UploadFile extends AnnouncedFile {
  readonly mediaType: MediaType;
  /** Tells another content under the same key from the same. */
  readonly sha256: string;
}

const DAY_MS = 24 * 60 * 60_000;

const MUTATION = 'uploadFile';

export class FileService {
  readonly #work: UnitOfWork;
  readonly #bytesPerUnit: number;
  /** Many files at once are mostly those of one person, and the acts of a unit that make files wait for each other. */
  readonly #turns = new Turns();

  /** `bytesPerUnit`: how much a unit may keep at a time. */
  constructor(work: UnitOfWork, bytesPerUnit: number) {
    this.#work = work;
    this.#bytesPerUnit = bytesPerUnit;
  }

  /** Throws where no bytes need be sent, as there would be no file of them; `size` is how many there are at least. */
  async mustBeWelcome(viewer: Viewer, input: AnnouncedFile, size: number): Promise<void> {
    mustBeGood(input);
    const welcome = async (act: Act): Promise<void> => {
      await mayAdd(act, input);
      await mustHaveRoom(act, size, this.#bytesPerUnit);
    };
    await this.#inTurn(viewer, () => this.#work.rehearse({ viewer, mutation: MUTATION, input }, welcome));
  }

  /** Makes a file of bytes that were written under the id. */
  add(viewer: Viewer, id: string, input: UploadFile, written: Written): Promise<Done> {
    mustBeGood(input);
    const add = async (act: Act): Promise<{ file: string }> => {
      const allianceId = await mayAdd(act, input);
      // Files of a unit come one after the other, whoever sends them, and through whatever process.
      await act.takeTurn(`data.file ${act.unit}`);
      await mustHaveRoom(act, written.size, this.#bytesPerUnit);
      const { name, mediaType, days } = input;
      const expiresAt = new Date(act.now.getTime() + days * DAY_MS);
      return added(act, { id, name, mediaType, allianceId, expiresAt }, written);
    };
    return this.#inTurn(viewer, () => this.#work.run({ viewer, mutation: MUTATION, input }, add));
  }

  #inTurn<T>(viewer: Viewer, work: () => Promise<T>): Promise<T> {
    return this.#turns.take(personOf(viewer) ?? '', work);
  }
}

/** Whether the unit acted for may; the alliance whose members are to see it, held to the end. */
async function mayAdd(act: Act, { audience }: AnnouncedFile): Promise<string | null> {
  const ownerUnitId = act.unit;
  const allianceId = audience === 'ALLIANCE' ? await act.alliance() : null;
  act.assertCan('file:add', { ownerUnitId });
  return allianceId;
}

const KEPT = 'select bytes from data.files_kept($1::uuid, $2::timestamptz)';

/** Throws `NOT_ENOUGH_LEFT` where the files of the unit, and so many bytes more, are too much. */
async function mustHaveRoom(act: Act, size: number, most: number): Promise<void> {
  const [{ bytes } = { bytes: 0 }] = await act.run<{ bytes: number }>(KEPT, [act.unit, act.now.toISOString()]);
  if (bytes + size <= most) return;
  const left = Math.max(0, most - bytes);
  const [kept, may, has, asked] = [bytes, most, left, size].map(sizeInWords);
  throw RefusalError.of('NOT_ENOUGH_LEFT', {
    ...{ kind: 'unit', id: act.unit, requested: String(size), remaining: String(left), unit: 'B' },
    what: {
      zh: `本单位未到期的文件已有 ${kept}，至多可存 ${may}，余 ${has}，存不下 ${asked}。请删除不再需要的文件（deleteFile），或待较早的文件到期，今后以 days 参数缩短保存天数；确需更多空间，请联系平台运营方。`,
      en: `The files of your unit come to ${kept} of ${may}: there is room for ${has}, and not for ${asked}. Delete what is needed no more (deleteFile), or wait until some of them are past their day, and keep the next ones for fewer days ("days"); for more room ask whoever runs the exchange.`,
    },
  });
}

/** Throws `INVALID_INPUT` that tells all that is wrong with it. */
function mustBeGood({ name, audience, days }: AnnouncedFile): void {
  const issues: InputIssue[] = [];
  const tell = (path: string, zh: string, en: string): unknown => issues.push({ path: [path], message: { zh, en } });
  if (name.trim() === '' || Array.from(name).length > LONGEST_FILE_NAME || !isLine(name) || /[\\/]/.test(name)) {
    tell(
      'name',
      `请以 name 参数给出文件名：1 至 ${LONGEST_FILE_NAME} 个字符，不含 / 与 \\。`,
      `Give the name of the file as the parameter "name": 1 to ${LONGEST_FILE_NAME} characters, without / and \\.`,
    );
  }
  if (!Number.isInteger(days) || days < 1 || days > FILE_DAYS.most) {
    tell(
      'days',
      `days 须为 1 至 ${FILE_DAYS.most} 的整数。`,
      `"days" must be a whole number from 1 to ${FILE_DAYS.most}.`,
    );
  }
  if (audience !== 'UNIT' && audience !== 'ALLIANCE') {
    tell(
      'audience',
      'audience 须为 UNIT（仅本单位）或 ALLIANCE（所选联盟的成员）。',
      '"audience" must be UNIT (your unit alone) or ALLIANCE (the members of the alliance of the hat).',
    );
  }
  if (issues.length > 0) throw RefusalError.of('INVALID_INPUT', { issues });
}
