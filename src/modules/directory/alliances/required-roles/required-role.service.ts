import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import type { MembershipRole } from '../../../../domain/directory/membership.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { coordinated, remember } from '../alliance/alliance.service.ts';
import type { UnitKind } from '../../units/unit/unit.entity.ts';
import { RequiredRole } from './required-role.entity.ts';

interface SetRequiredRoles {
  readonly idempotencyKey: string;
  readonly allianceId: string;
  readonly expectedVersion: number;
  readonly roles: readonly {
    readonly name: string;
    readonly unitKinds: readonly UnitKind[];
    readonly roles: readonly MembershipRole[];
    readonly minimum: number;
  }[];
}

export class RequiredRoleService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Another revision of all of them. Nobody is refused or put out for want of one: the alliance says what it lacks. */
  set(viewer: Viewer, input: SetRequiredRoles): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setRequiredRoles', input }, async (act) => {
      const alliance = await coordinated(act, parseId('alliance', input.allianceId), input.expectedVersion);
      mustBeCalledApart(input.roles.map(({ name }) => name.trim()));
      const revision = alliance.roleRevision + 1;
      alliance.roleRevision = revision;
      await act.em.flush();
      for (const [i, role] of input.roles.entries()) {
        act.em.create(RequiredRole, {
          ...{ allianceId: alliance.id, revision, number: i + 1 },
          name: role.name.trim(),
          unitKinds: [...new Set(role.unitKinds)],
          roles: [...new Set(role.roles)],
          minimum: role.minimum,
          setAt: act.now,
        });
      }
      return remember(act, 'alliance:required-roles-set', alliance);
    });
  }
}

function mustBeCalledApart(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice === undefined) return;
  throw RefusalError.invalid(
    ['input', 'roles'],
    `“${twice}”出现了不止一次；每项必备角色请各取一名，需要多家时请提高 minimum。`,
    `"${twice}" is there more than once: call each by a name of its own, and raise minimum where several are needed.`,
  );
}
