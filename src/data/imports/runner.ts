/**
 * Imports that wait are taken up, one after the other, by whichever process has time: checked on its own connection, written
 * by acts in the name of whoever asked. One that was interrupted goes on where it stood (docs/decisions/0053).
 */
import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../domain/access/viewer.ts';
import { RefusalError, type Bilingual } from '../../domain/errors.ts';
import { FILE_DAYS, mediaTypes } from '../../domain/file.ts';
import { BadSheetError, keepable } from '../../domain/sheet.ts';
import { freshId, type Clock } from '../../platform/clock.ts';
import { AuthenticationError } from '../../platform/identity/identity.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Act } from '../act.ts';
import type { Connection } from '../chore.ts';
import { DatabaseAwayError, failureOf, sqlStateOf } from '../failures.ts';
import type { Files } from '../files.ts';
import { added } from '../kept-files.ts';
import type { WrongRow } from '../sheets/forms.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import type { Ask } from './ask.ts';
import type { ImportKind, Job } from './kind.ts';
import { statementsOf } from './statements.ts';

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
  readonly #kind: ImportKind;
  readonly #sql: ReturnType<typeof statementsOf>;
  readonly #work: UnitOfWork;
  readonly #files: Files;
  readonly #clock: Clock;
  readonly #logger: Pick<Logger, 'warn'>;

  constructor(kind: ImportKind, work: UnitOfWork, files: Files, clock: Clock, logger: Pick<Logger, 'warn'>) {
    this.#kind = kind;
    this.#sql = statementsOf(kind);
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
    await ask(this.#sql.empty, [
      new Date(now.getTime() - DAYS_KEPT * 24 * 60 * 60_000).toISOString(),
      now.toISOString(),
    ]);
    const tried: string[] = [];
    let served: string[] = [];
    while (!isOver()) {
      const [next] = await ask<{ id: string; unitId: string }>(this.#sql.waiting, [tried, served]);
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
    const [job] = await ask<Job>(this.#sql.job, [id]);
    if (job === undefined) return;
    try {
      let { state } = job;
      if (state === 'QUEUED' || state === 'CHECKING') state = await this.#check(ask, job, isOver);
      if (state === 'WRITING') await this.#write(ask, job, isOver);
    } catch (error) {
      const text = this.#reasonOf(error);
      if (text === null) throw error;
      await ask(this.#sql.failed, [id, text.zh, text.en, this.#clock.now().toISOString()]);
    }
  }

  /** What nobody foresaw: it is tried a few times more, unless that is of no use, and stands in nobody's way. */
  async #stumbled(ask: Ask, id: string, error: unknown): Promise<void> {
    if (failureOf(error) instanceof DatabaseAwayError) throw error;
    this.#logger.warn({ err: error, import: id }, 'an import stumbled');
    const [{ attempts } = { attempts: ATTEMPTS }] = await ask<{ attempts: number }>(this.#sql.stumbled, [id]);
    if (attempts < ATTEMPTS && !HOPELESS.test(sqlStateOf(error))) return;
    await ask(this.#sql.failed, [id, stumbled.zh, stumbled.en, this.#clock.now().toISOString()]);
  }

  async #check(ask: Ask, job: Job, isOver: () => boolean): Promise<Job['state']> {
    await ask(this.#sql.checking, [job.id]);
    const viewer = this.#viewer(job);
    const found = await this.#files.find(viewer, job.fileId);
    if (found === null) throw new EndedError(fileGone);
    const parts: Buffer[] = [];
    for await (const part of this.#files.bytes(viewer, job.fileId)) parts.push(part);
    const isStopped = async (): Promise<boolean> => {
      if (isOver()) return true;
      const [now] = await ask<{ state: string }>(this.#sql.state, [job.id]);
      return now?.state !== 'CHECKING';
    };
    const file = { bytes: Buffer.concat(parts), mediaType: found.mediaType };
    const rehearse = (work: (act: Act) => Promise<unknown>): Promise<void> => {
      const input = { idempotencyKey: randomUUID(), importId: job.id };
      return this.#work.rehearse({ viewer: this.#viewer(job), mutation: `${this.#kind.mutation}:check`, input }, work);
    };
    const sheet = await this.#kind.check({ ask, job, file, isOver: isStopped, rehearse });
    if (sheet === null) return 'CHECKED';
    await this.#tellWrong(ask, job);
    const [{ state } = { state: 'CHECKED' as const }] = await ask<Pick<Job, 'state'>>(this.#sql.checked, [
      ...[job.id, keepable(sheet), this.#clock.now().toISOString()],
    ]);
    return state;
  }

  async #write(ask: Ask, job: Job, isOver: () => boolean): Promise<void> {
    const left = { isMore: true };
    while (left.isMore) {
      if (isOver()) return;
      const input = { idempotencyKey: randomUUID(), importId: job.id };
      await this.#work.run(
        { viewer: this.#viewer(job), mutation: `${this.#kind.mutation}:write`, input },
        async (act) => {
          left.isMore = await this.#kind.writeChunk(act, job.id);
          return {};
        },
      );
    }
    await this.#tellWrong(ask, job);
    await ask(this.#sql.done, [job.id, this.#clock.now().toISOString()]);
  }

  /** Makes the sheet that says what is wrong; none where nothing is. */
  async #tellWrong(ask: Ask, job: Job): Promise<void> {
    const rows = await ask<WrongRow>(this.#sql.wrong, [job.id, this.#kind.toPutRight]);
    if (rows.length === 0) {
      await ask(this.#sql.corrected, [job.id, null]);
      return;
    }
    const bytes = await this.#kind.correctedSheet(ask, job, rows, this.#clock.now());
    const viewer = this.#viewer(job);
    const id = freshId('file', viewer.now);
    const written = await this.#files.write(id, chunksOf(bytes), viewer.now);
    const expiresAt = new Date(viewer.now.getTime() + FILE_DAYS.usual * 24 * 60 * 60_000);
    const file = { id, name: this.#kind.correctedName, mediaType: mediaTypes.xlsx, allianceId: null, expiresAt };
    const input = { idempotencyKey: randomUUID(), importId: job.id };
    try {
      await this.#work.run({ viewer, mutation: `${this.#kind.mutation}:correct`, input }, async (act) => {
        const outcome = await added(act, file, written);
        await act.run(this.#sql.corrected, [job.id, id]);
        return outcome;
      });
    } catch (error) {
      await this.#files.forget(id);
      throw error;
    }
  }

  /** Why it is over, where trying again is of no use; null where it may be. */
  #reasonOf(error: unknown): Bilingual | null {
    const { rightsGone, messageOf } = this.#kind;
    if (error instanceof BadSheetError || error instanceof EndedError) return error.text;
    if (error instanceof AuthenticationError) return rightsGone;
    if (!(error instanceof RefusalError)) return null;
    // Of a right that ended there is more to say than that it is missing.
    const { code, details } = error as RefusalError;
    return RIGHTS.includes(code) ? rightsGone : messageOf(code, details);
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

const RIGHTS: readonly string[] = ['FORBIDDEN', 'HAT_REQUIRED', 'NOT_FOUND'];

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

/** Held by the session: a process that falls over lets go of it. */
const TAKE = 'select pg_try_advisory_lock(hashtextextended($1, 2)) as "isMine"';
const LEAVE = 'select pg_advisory_unlock(hashtextextended($1, 2))';
