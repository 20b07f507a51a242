/** 名录: who is who, and where. Four parts, a folder each: units, people (who acts for them, and what is what to whom), alliances, land. */
import { joined } from '../../graphql/module.ts';
import { alliances } from './alliances/alliances.part.ts';
import { land } from './land/land.part.ts';
import { people } from './people/people.part.ts';
import { units } from './units/units.part.ts';

export const directory = joined('directory', [units, people, alliances, land]);

export { Alliance } from './alliances/alliance/alliance.entity.ts';
export { Area } from './land/areas/area.entity.ts';
export { UnitClassification } from './units/classifications/classification.entity.ts';
export { FileService, type AnnouncedFile } from './units/files/file.service.ts';
export { renewOpenings } from './land/hours/renewal.service.ts';
export { unitsTemplate } from './units/imports/form.ts';
export { unitImports } from './units/imports/unit-imports.ts';
export { Membership } from './alliances/memberships/membership.entity.ts';
export { Invitation } from './people/invitations/invitation.entity.ts';
export { OperatorInvitationService } from './people/invitations/operator-invitation.service.ts';
export { Person } from './people/persons/person.entity.ts';
export { Post } from './people/posts/post.entity.ts';
export { Term } from './land/terms/term.entity.ts';
export { Unit, UnitContact, type UnitKind } from './units/unit/unit.entity.ts';
