/** Every act there is and the relation to its object that it takes. Unknown means no: an act without a line does not compile. */
import { RefusalError, type RefusalDetails } from '../errors.ts';
import { accessActions, type AccessTargets } from './actions/access.ts';
import { agreementsActions, type AgreementsTargets } from './actions/agreements.ts';
import { benefitsActions, type BenefitsTargets } from './actions/benefits.ts';
import { directoryActions, type DirectoryTargets } from './actions/directory.ts';
import { enrolmentsActions, type EnrolmentsTargets } from './actions/enrolments.ts';
import { exchangeActions, type ExchangeTargets } from './actions/exchange.ts';
import { householdsActions, type HouseholdsTargets } from './actions/households.ts';
import { ledgerActions, type LedgerTargets } from './actions/ledger.ts';
import { personsActions, type PersonsTargets } from './actions/persons.ts';
import { projectsActions, type ProjectsTargets } from './actions/projects.ts';
import { promisesActions, type PromisesTargets } from './actions/promises.ts';
import { settlementsActions, type SettlementsTargets } from './actions/settlements.ts';
import type { Lines } from './actions/relations.ts';
import type { Actor } from './actor.ts';

/** What each act looks at. */
type Targets = AccessTargets &
  DirectoryTargets &
  PersonsTargets &
  HouseholdsTargets &
  ExchangeTargets &
  AgreementsTargets &
  BenefitsTargets &
  EnrolmentsTargets &
  LedgerTargets &
  PromisesTargets &
  SettlementsTargets &
  ProjectsTargets;

export type Action = keyof Targets;
export type Target<A extends Action> = Targets[A];
type Subject = NonNullable<RefusalDetails['FORBIDDEN']['subject']>;

const actions: Lines<Targets> = {
  ...accessActions,
  ...directoryActions,
  ...personsActions,
  ...householdsActions,
  ...exchangeActions,
  ...agreementsActions,
  ...benefitsActions,
  ...enrolmentsActions,
  ...ledgerActions,
  ...promisesActions,
  ...settlementsActions,
  ...projectsActions,
};

/**
 * Throws `FORBIDDEN`, saying who may, unless the actor stands to the target as the action demands. `subject` is the thing
 * acted upon, where there is one already.
 */
export function assertCan<A extends Action>(actor: Actor, action: A, target: Target<A>, subject: Subject | null): void {
  const { may, who } = actions[action];
  if (!may(actor, target)) throw RefusalError.forbidden(action, who, subject);
}
