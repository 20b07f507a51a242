/** What is imported from sheets, as the runner of imports deals with it. */
import type { Bilingual, RefusalCode, RefusalDetails } from '../../domain/errors.ts';
import type { Id } from '../../domain/ids.ts';
import type { Act } from '../act.ts';
import type { WrongRow } from '../sheets/forms.ts';
import type { Ask } from './ask.ts';
import type { SheetFile } from './read-pages.ts';

/** An import that is to be checked or written. */
export interface Job {
  readonly id: string;
  readonly unitId: Id<'unit'>;
  readonly allianceId: Id<'alliance'> | null;
  readonly personId: Id<'person'>;
  readonly credential: string | null;
  readonly fileId: string;
  readonly isDry: boolean;
  readonly state: 'QUEUED' | 'CHECKING' | 'CHECKED' | 'WRITING';
}

/** What a check goes by. */
export interface Checking {
  readonly ask: Ask;
  readonly job: Job;
  readonly file: SheetFile;
  /** Asked between pages: ends it. */
  readonly isOver: () => Promise<boolean>;
  /** Does something in the name of whoever asked, and takes it back. */
  readonly rehearse: (work: (act: Act) => Promise<unknown>) => Promise<void>;
}

/** What is imported: the schema in which `import_job`, `import_row` and `import_issue` lie, and what is done with rows. */
export interface ImportKind {
  readonly schema: 'directory' | 'exchange';
  /** The act that asked for it. */
  readonly mutation: string;
  /** What the corrected sheet is called. */
  readonly correctedName: string;
  /** What is said where whoever asked may do so no more. */
  readonly rightsGone: Bilingual;
  /** States of rows that need a hand. */
  readonly toPutRight: readonly string[];
  /** The name of the sheet; null where it was ended. Done again after it broke off, it keeps nothing twice. */
  readonly check: (checking: Checking) => Promise<string | null>;
  /** Writes the next rows; whether there may be more. */
  readonly writeChunk: (act: Act, jobId: string) => Promise<boolean>;
  readonly correctedSheet: (ask: Ask, job: Job, rows: readonly WrongRow[], now: Date) => Promise<Uint8Array>;
  readonly messageOf: <C extends RefusalCode>(code: C, details: RefusalDetails[C]) => Bilingual;
}
