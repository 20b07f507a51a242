/** `npm run invite`: somebody must be the first administrator of a unit, and is invited at the machine itself. */
import { randomUUID } from 'node:crypto';
import { DatabaseError } from '../data/connect-failures.ts';
import type { Database } from '../data/database.ts';
import { checkRoles, withOwner } from '../data/open.ts';
import { openOrm } from '../data/orm.ts';
import { UnitOfWork } from '../data/unit-of-work.ts';
import { BadInputError, RefusalError } from '../domain/errors.ts';
import { parseId } from '../domain/ids.ts';
import { isLine } from '../domain/text.ts';
import { ConfigError } from '../platform/config.ts';
import { OperatorInvitationService } from '../modules/directory/index.ts';
import { entities } from './modules.ts';

interface Invited {
  /** As the API spells it. */
  readonly unitId: string;
  readonly personName: string;
}

const LONGEST_NAME = 50;

/** Reads `<unit id> ADMINISTRATOR <name>`. Throws `ConfigError` saying what is wanted. */
export function readInvited([unitId = '', role, ...names]: readonly string[]): Invited {
  const personName = names.join(' ').trim();
  const isName = personName !== '' && isLine(personName) && Array.from(personName).length <= LONGEST_NAME;
  if (role !== 'ADMINISTRATOR' || !isName) {
    throw new ConfigError([
      '用法 usage: npm run invite -- <unit id> ADMINISTRATOR <name>。只邀请单位管理员，其他职务由管理员邀请（inviteToPost）；姓名至多 50 个字符。 Administrators only, who invite the others (inviteToPost); a name has 50 characters at most.',
    ]);
  }
  try {
    parseId('unit', unitId);
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    throw new ConfigError([`${error.text.zh} ${error.text.en}`]);
  }
  return { unitId, personName };
}

/** Invites somebody to administer the unit and says the code, this once. Recorded in the operator's name. */
export async function inviteFirst(
  database: Database,
  wanted: Invited,
  now: Date,
  say: (text: string) => void,
): Promise<void> {
  await withOwner(database, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      "select to_regclass('directory.invitation') is not null as there",
    );
    if (rows[0]?.there === true) return;
    throw new DatabaseError(
      '数据库尚未升级，请先运行 npm run migrate。 The database is not up to date: npm run migrate first.',
    );
  });
  await checkRoles(database);
  const orm = await openOrm(database, 'writer', entities, 1);
  try {
    const service = new OperatorInvitationService(new UnitOfWork(orm));
    const id = randomUUID();
    const { shown } = await service.invite(now, `invite-${id}`, { idempotencyKey: id, ...wanted });
    say(told(wanted, String(shown?.['invitationCode'])));
  } catch (error) {
    if (error instanceof RefusalError && error.is('WRONG_STATE'))
      throw new ConfigError([`单位 ${wanted.unitId} 已注销。 The unit ${wanted.unitId} is dissolved.`]);
    if (!(error instanceof RefusalError) || !error.is('NOT_FOUND')) throw error;
    throw new ConfigError([`没有单位 ${wanted.unitId}。 There is no unit ${wanted.unitId}.`]);
  } finally {
    await orm.close();
  }
}

const told = ({ unitId, personName }: Invited, code: string): string =>
  [
    `邀请 ${personName} 任 ${unitId} 的单位管理员，7 天内有效。邀请码只显示这一次：`,
    `${personName} is invited to administer ${unitId}, for 7 days. The code is shown this once:`,
    `  ${code}`,
    '本人登录后以 acceptInvitation 接受。 They sign in and accept it with acceptInvitation.',
  ].join('\n');
