/**
 * Imports that wait are taken up, one after the other, by whichever process has time: checked on its own connection, written
 * by acts in the name of whoever asked. One that was interrupted goes on where it stood (docs/decisions/0053).
 */
import { randomUUID } from 'node:crypto';
import type { Connection } from '../../../../data/chore.ts';
import { DatabaseAwayError, failureOf, sqlStateOf } from '../../../../data/failures.ts';
import type { Files } from '../../../../data/files.ts';
import type { UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import type { Bilingual } from '../../../../domain/errors.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { FILE_DAYS, mediaTypes } from '../../../../domain/file.ts';
import type { Id } from '../../../../domain/ids.ts';
import { BadSheetError, keepable } from '../../../../domain/sheet.ts';
import { messageOf } from '../../../../graphql/errors/messages.ts';
import { freshId, type Clock } from '../../../../platform/clock.ts';
import { AuthenticationError } from '../../../../platform/identity/identity.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { added } from '../files/file.service.ts';
import { checkSheet } from './check.service.ts';
import { correctedSheet, type WrongRow } from './corrected.service.ts';
import type { Ask } from './judge.service.ts';
import { writeChunk } from './write.service.ts';

interface Job {
  readonly id: string;
  readonly unitId: Id<'unit'>;
  readonly allianceId: Id<'alliance'>;
  readonly personId: Id<'person'>;
  readonly credential: string | null;
  readonly fileId: string;
  readonly isDry: boolean;
  readonly state: 'QUEUED' | 'CHECKING' | 'CHECKED' | 'WRITING';
}

/** A job that cannot go on, and why. */
class EndedError extends Error {
  override readonly name = 'EndedError';
  readonly text: Bilingual;

  constructor(text: Bilingual) {
    super(text.en);
    this.text = text;
  }
}

export class ImportRunner {
  readonly #work: UnitOfWork;
  readonly #files: Files;
  readonly #clock: Clock;
  readonly #logger: Pick<Logger, 'warn'>;

  constructor(work: UnitOfWork, files: Files, clock: Clock, logger: Pick<Logger, 'warn'>) {
    this.#work = work;
    this.#files = files;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Does all there is to do, until `isOver` says to stop. */
  async run(connection: Connection, isOver: () => boolean = () => false): Promise<void> {
    const ask: Ask = async <Row>(text: string, values: readonly unknown[]) =>
      (await connection.query(text, [...values])).rows as Row[];
    const now = this.#clock.now();
    await ask(EMPTY, [new Date(now.getTime() - DAYS_KEPT * 24 * 60 * 60_000).toISOString(), now.toISOString()]);
    const tried: string[] = [];
    let served: string[] = [];
    while (!isOver()) {
      const [next] = await ask<{ id: string; unitId: string }>(WAITING, [tried, served]);
      if (next === undefined) return;
      const { id, unitId } = next;
      tried.push(id);
      served = served.includes(unitId) ? [unitId] : [...served, unitId];
      const [{ isMine } = { isMine: false }] = await ask<{ isMine: boolean }>(TAKE, [id]);
      if (!isMine) continue;
      try {
        await this.#go(ask, id, isOver);
      } catch (error) {
        await this.#stumbled(ask, id, error);
      } finally {
        await ask(LEAVE, [id]);
      }
    }
  }

  async #go(ask: Ask, id: string, isOver: () => boolean): Promise<void> {
    const [job] = await ask<Job>(JOB, [id]);
    if (job === undefined) return;
    try {
      let { state } = job;
      if (state === 'QUEUED' || state === 'CHECKING') state = await this.#check(ask, job, isOver);
      if (state === 'WRITING') await this.#write(ask, job, isOver);
    } catch (error) {
      const text = reasonOf(error);
      if (text === null) throw error;
      await ask(FAILED, [id, text.zh, text.en, this.#clock.now().toISOString()]);
    }
  }

  /** What nobody foresaw: it is tried a few times more, unless that is of no use, and stands in nobody's way. */
  async #stumbled(ask: Ask, id: string, error: unknown): Promise<void> {
    if (failureOf(error) instanceof DatabaseAwayError) throw error;
    this.#logger.warn({ err: error, import: id }, 'an import stumbled');
    const [{ attempts } = { attempts: ATTEMPTS }] = await ask<{ attempts: number }>(STUMBLED, [id]);
    if (attempts < ATTEMPTS && !HOPELESS.test(sqlStateOf(error))) return;
    await ask(FAILED, [id, stumbled.zh, stumbled.en, this.#clock.now().toISOString()]);
  }

  async #check(ask: Ask, job: Job, isOver: () => boolean): Promise<Job['state']> {
    await ask(CHECKING, [job.id]);
    const viewer = this.#viewer(job);
    const found = await this.#files.find(viewer, job.fileId);
    if (found === null) throw new EndedError(fileGone);
    const parts: Buffer[] = [];
    for await (const part of this.#files.bytes(viewer, job.fileId)) parts.push(part);
    const isStopped = async (): Promise<boolean> => {
      if (isOver()) return true;
      const [now] = await ask<{ state: string }>('select state from directory.import_job where id = $1', [job.id]);
      return now?.state !== 'CHECKING';
    };
    const sheet = await checkSheet(ask, job, { bytes: Buffer.concat(parts), mediaType: found.mediaType }, isStopped);
    if (sheet === null) return 'CHECKED';
    await this.#tellWrong(ask, job);
    const [{ state } = { state: 'CHECKED' as const }] = await ask<Pick<Job, 'state'>>(CHECKED, [
      ...[job.id, keepable(sheet), this.#clock.now().toISOString()],
    ]);
    return state;
  }

  async #write(ask: Ask, job: Job, isOver: () => boolean): Promise<void> {
    const left = { isMore: true };
    while (left.isMore) {
      if (isOver()) return;
      const input = { idempotencyKey: randomUUID(), importId: job.id };
      await this.#work.run({ viewer: this.#viewer(job), mutation: 'importUnits:write', input }, async (act) => {
        left.isMore = await writeChunk(act, job.id);
        return {};
      });
    }
    await this.#tellWrong(ask, job);
    await ask(DONE, [job.id, this.#clock.now().toISOString()]);
  }

  /** Makes the sheet that says what is wrong; none where nothing is. */
  async #tellWrong(ask: Ask, job: Job): Promise<void> {
    const rows = await ask<WrongRow>(WRONG, [job.id]);
    if (rows.length === 0) {
      await ask(CORRECTED, [job.id, null]);
      return;
    }
    const bytes = await correctedSheet(rows);
    const viewer = this.#viewer(job);
    const id = freshId('file', viewer.now);
    const written = await this.#files.write(id, chunksOf(bytes), viewer.now);
    const expiresAt = new Date(viewer.now.getTime() + FILE_DAYS.usual * 24 * 60 * 60_000);
    const file = { id, name: '单位导入更正表.xlsx', mediaType: mediaTypes.xlsx, allianceId: null, expiresAt };
    const input = { idempotencyKey: randomUUID(), importId: job.id };
    try {
      await this.#work.run({ viewer, mutation: 'importUnits:correct', input }, async (act) => {
        const outcome = await added(act, file, written);
        await act.run(CORRECTED, [job.id, id]);
        return outcome;
      });
    } catch (error) {
      await this.#files.forget(id);
      throw error;
    }
  }

  /** Whoever asked for it, now: a right that ended since is gone. */
  #viewer({ id, unitId, allianceId, personId, credential }: Job): Viewer {
    return {
      subject: { kind: 'PERSON', person: personId },
      ...{ credential, actingUnit: unitId, actingAlliance: allianceId },
      ...{ now: this.#clock.now(), locale: 'zh-CN', requestId: `import-${id}` },
    };
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

/** Why it is over, where trying again is of no use; null where it may be. */
function reasonOf(error: unknown): Bilingual | null {
  if (error instanceof BadSheetError || error instanceof EndedError) return error.text;
  if (error instanceof AuthenticationError) return rightsGone;
  if (!(error instanceof RefusalError)) return null;
  // Of a right that ended there is more to say than that it is missing.
  const { code, details } = error as RefusalError;
  return RIGHTS.includes(code) ? rightsGone : messageOf(code, details);
}

const RIGHTS: readonly string[] = ['FORBIDDEN', 'HAT_REQUIRED', 'NOT_FOUND'];

const rightsGone = {
  zh: '导入人已不再是该联盟的协调员，或其登录已失效；已写入的保留，其余请由现任协调员重新导入。',
  en: 'Whoever asked for it coordinates the alliance no more, or their login has ended: what is written stays, and a coordinator may import the rest anew.',
};

const ATTEMPTS = 5;

/** Data that the database does not take: it takes them no better the next time. */
const HOPELESS = /^2[23]/;

const stumbled = {
  zh: '系统未能处理该文件，已停止；已写入的保留。请检查表中有无异常内容、另存后重新导入；仍不成功的，请将本次导入的编号告知运行方。',
  en: 'The exchange could not deal with this file and has stopped: what is written stays. Look for anything unusual in the sheet, save it anew and import that; if it fails again, tell whoever runs the exchange the id of this import.',
};

const fileGone = {
  zh: '文件已不可见或已过期，请重新上传后导入。',
  en: 'The file is not visible any more, or its day is past: send it anew and import that.',
};

/** As long as a file, unless it is told otherwise: what stood in the sheet may point to persons. */
const DAYS_KEPT = FILE_DAYS.usual;

const EMPTY = 'select directory.empty_import($1::timestamptz, $2::timestamptz)';

/** Units take turns: the next of one that was not served yet, in the order of asking. */
const WAITING = `
select id, unit_id as "unitId" from directory.import_job
where state in ('QUEUED', 'CHECKING', 'WRITING') and id <> all($1::uuid[]) order by unit_id = any($2::uuid[]), id limit 1`;

/** Held by the session: a process that falls over lets go of it. */
const TAKE = 'select pg_try_advisory_lock(hashtextextended($1, 2)) as "isMine"';
const LEAVE = 'select pg_advisory_unlock(hashtextextended($1, 2))';

const JOB = `
select id, unit_id as "unitId", alliance_id as "allianceId", person_id as "personId", credential, file_id as "fileId",
  is_dry as "isDry", state
from directory.import_job where id = $1 and state in ('QUEUED', 'CHECKING', 'WRITING')`;

const CHECKING = "update directory.import_job set state = 'CHECKING' where id = $1 and state = 'QUEUED'";

/** What was not asked for dry goes on at once. */
const CHECKED = `
update directory.import_job set sheet = $2, checked_at = $3::timestamptz, attempts = 0, state = case when is_dry then 'CHECKED' else 'WRITING' end
where id = $1 and state = 'CHECKING' returning state`;

const DONE = `
update directory.import_job set state = 'DONE', finished_at = $2::timestamptz where id = $1 and state = 'WRITING'`;

const FAILED = `
update directory.import_job set state = 'FAILED', failure_zh = $2, failure_en = $3, finished_at = $4::timestamptz
where id = $1 and state in ('QUEUED', 'CHECKING', 'WRITING')`;

const STUMBLED = 'update directory.import_job set attempts = attempts + 1 where id = $1 returning attempts';

const CORRECTED = 'update directory.import_job set corrected_file_id = $2::uuid where id = $1::uuid';

const WRONG = `
select r.no, to_json(r.cells) as cells, (select coalesce(json_agg(json_build_object('column', i.column_name, 'value', i.value, 'message', i.message_zh)
  order by i.id), '[]') from directory.import_issue i where i.job_id = r.job_id and i.row_no = r.no) as issues
from directory.import_row r where r.job_id = $1 and r.state in ('FAILED', 'DUPLICATE') order by r.no`;
