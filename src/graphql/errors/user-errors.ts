/** A refusal of the domain as the `UserError`s of a payload, in the language of the viewer. */
import { instantText } from '../../domain/calendar.ts';
import type { Locale } from '../../domain/access/viewer.ts';
import type { Bilingual, HatChoice, RefusalError } from '../../domain/errors.ts';
import { globalId } from '../../domain/ids.ts';
import { messageOf } from './messages.ts';

interface UserErrorValue {
  readonly $type: string;
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
  readonly [field: string]: unknown;
}

export const inLanguage = (text: Bilingual, locale: Locale): string => (locale === 'en' ? text.en : text.zh);

export function toUserErrors(refusal: RefusalError, locale: Locale): UserErrorValue[] {
  const base = { code: refusal.code, message: inLanguage(messageOf(refusal.code, refusal.details), locale), path: [] };
  if (refusal.is('INVALID_INPUT')) {
    return refusal.details.issues.map(({ path, message }) => ({
      ...base,
      $type: 'InvalidInputError',
      message: inLanguage(message, locale),
      path,
    }));
  }
  return [{ ...base, ...carried(refusal, locale) }];
}

function carried(refusal: RefusalError, locale: Locale): { readonly $type: string; readonly [field: string]: unknown } {
  if (refusal.is('NOT_FOUND')) return { $type: 'NotFoundError', ...spelled(refusal.details) };
  if (refusal.is('FORBIDDEN')) return { $type: 'ForbiddenError', action: refusal.details.action };
  if (refusal.is('HAT_REQUIRED'))
    return { $type: 'HatRequiredError', choices: refusal.details.choices.map(spelledHat) };
  if (refusal.is('NOT_A_MEMBER')) {
    const { unitId, allianceId } = refusal.details;
    const alliance = allianceId === null ? null : globalId('alliance', allianceId);
    return { $type: 'NotAMemberError', unitId: globalId('unit', unitId), allianceId: alliance };
  }
  if (refusal.is('WRONG_STATE')) {
    return { $type: 'WrongStateError', ...spelled(refusal.details), state: refusal.details.state };
  }
  if (refusal.is('VERSION_CONFLICT')) {
    const { expectedVersion, currentVersion } = refusal.details;
    return { $type: 'VersionConflictError', ...spelled(refusal.details), expectedVersion, currentVersion };
  }
  if (refusal.is('TERMS_CHANGED')) {
    const { id, ...hashes } = refusal.details;
    return { $type: 'TermsChangedError', id: globalId('agreement', id), ...hashes };
  }
  if (refusal.is('IDEMPOTENCY_KEY_REUSED')) return { $type: 'IdempotencyKeyReusedError', key: refusal.details.key };
  if (refusal.is('NOT_ENOUGH_LEFT')) {
    const { requested, remaining, unit } = refusal.details;
    const quantities = { requested: { value: requested, unit }, remaining: { value: remaining, unit } };
    return { $type: 'NotEnoughLeftError', ...spelled(refusal.details), ...quantities };
  }
  if (refusal.is('ACCOUNT_LIMIT_REACHED')) {
    const { requested, possible, account, unit } = refusal.details;
    const quantity = (value: string | null | undefined) => (value == null ? null : { value, unit });
    return {
      $type: 'AccountLimitReachedError',
      accountId: account === null ? null : globalId('account', account.id),
      ...{ requested: quantity(requested), possible: quantity(possible) },
      ...{ balance: quantity(account?.balance), limit: quantity(account?.limit) },
    };
  }
  if (refusal.is('SLOT_FULL')) {
    const { id, requested, remaining } = refusal.details;
    return { $type: 'SlotFullError', id: globalId('slot', id), requested, remaining };
  }
  if (refusal.is('PERIOD_NOT_FREE')) {
    const { id, free } = refusal.details;
    const spelt = free.map(({ start, end }) => ({ start: instantText(start), end: instantText(end) }));
    return { $type: 'PeriodNotFreeError', id: globalId('resource', id), free: spelt };
  }
  if (refusal.is('QUOTA_EXHAUSTED')) {
    const { id, window, isPerPerson, most, remaining, opensAt } = refusal.details;
    const again = { opensAt: opensAt === null ? null : instantText(opensAt) };
    return {
      $type: 'QuotaExhaustedError',
      ...spelled({ kind: 'benefitrule', id }),
      window,
      isPerPerson,
      most,
      remaining,
      ...again,
    };
  }
  if (refusal.is('NOT_ELIGIBLE')) {
    const { kind, id, verdict } = refusal.details;
    const reasons = refusal.details.reasons.map((one) => ({ ...one, message: inLanguage(one.message, locale) }));
    const documents = refusal.details.documents.map((one) => inLanguage(one, locale));
    return { $type: 'NotEligibleError', ...spelled({ kind, id }), verdict, reasons, documents };
  }
  if (refusal.is('DUPLICATE_CANDIDATES')) {
    const candidates = refusal.details.candidates.map((one) => ({ ...one, unitId: globalId('unit', one.unitId) }));
    return { $type: 'DuplicateCandidatesError', candidates };
  }
  if (refusal.is('ALREADY_DONE')) return { $type: 'AlreadyDoneError', ...spelled(refusal.details) };
  throw new Error(`the refusal ${refusal.code} has no type in the schema`);
}

const spelled = ({ kind, id }: { kind: Parameters<typeof globalId>[0]; id: string }): { id: string } => ({
  id: globalId(kind, id),
});

/** A hat with its ids as clients send them back. */
export function spelledHat(hat: HatChoice): HatChoice {
  return {
    ...hat,
    unitId: globalId('unit', hat.unitId),
    allianceId: hat.allianceId === null ? null : globalId('alliance', hat.allianceId),
  };
}
