import { z } from 'zod';
import { subjectNamedBy, type DataSubject } from '../../domain/access/data-subject.ts';
import type { Act } from '../act.ts';

/**
 * Destroys the key of a data subject (数据主体擦除): what the audit says of it in protected values can be read by nobody any
 * more, and the chain still verifies. Waits for acts that hold the subject. Who may do so is for the caller to ask. True
 * where there was a key; the erasure is recorded in any case.
 */
export async function eraseSubject(act: Act, subject: DataSubject): Promise<boolean> {
  const [row] = await act.run('select data.erase_subject_key($1, $2::uuid) as erased', [subject.kind, subject.id]);
  const { erased } = z.object({ erased: z.boolean() }).parse(row);
  const { unit } = act.actor;
  act.record('subject:erased', subjectNamedBy[subject.kind], subject, {
    unitIds: unit === null ? [] : [unit],
    body: { subject: subject.kind },
  });
  return erased;
}
