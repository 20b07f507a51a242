/** 名录: who is who. Units, the posts in them, alliances and their members, and the words things are filed under. */
import { joined } from '../../graphql/module.ts';
import { alliances } from './alliances.part.ts';
import { land } from './land.part.ts';
import { people } from './people.part.ts';
import { units } from './units.part.ts';

export const directory = joined('directory', [units, people, alliances, land]);

export { Alliance } from './alliances/alliance.entity.ts';
export { Area } from './areas/area.entity.ts';
export { UnitClassification } from './classifications/classification.entity.ts';
export { FileService, type AnnouncedFile } from './files/file.service.ts';
export { renewOpenings } from './hours/renewal.service.ts';
export { unitsTemplate } from './imports/corrected.service.ts';
export { ImportRunner } from './imports/runner.service.ts';
export { Membership } from './memberships/membership.entity.ts';
export { Invitation } from './posts/invitation.entity.ts';
export { OperatorInvitationService } from './posts/operator-invitation.service.ts';
export { Person } from './posts/person.entity.ts';
export { Post } from './posts/post.entity.ts';
export { Term } from './terms/term.entity.ts';
export { Unit, UnitContact, type UnitKind } from './units/unit.entity.ts';
