/** Who signs in becomes somebody here: with their first post, or when they say who they are. */
import type { Act } from '../../../../data/act.ts';

/** The row of the person who acts, made under that name where there is none, and kept with their login. */
export async function become(act: Act, name: string): Promise<string> {
  const { person } = act.actor;
  const { subject } = act.viewer;
  if (person === null) throw new Error('only a person becomes somebody');
  await act.run(
    'insert into directory.person (id, name, created_at) values ($1, $2, $3::timestamptz) on conflict do nothing',
    [person, name, act.now.toISOString()],
  );
  if (subject.kind === 'PERSON' && subject.unknownAs !== undefined) {
    const login = [subject.unknownAs.issuer, subject.unknownAs.subject, act.now.toISOString()];
    await act.run('select access.enrol_login($1, $2, $3::timestamptz)', login);
  }
  return person;
}
