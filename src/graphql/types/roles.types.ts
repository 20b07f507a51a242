/** What posts allow, as several modules tell of it. */
import { registerEnumType } from 'type-graphql';

export const PostRole = { OPERATOR: 'OPERATOR', COORDINATOR: 'COORDINATOR', ADMINISTRATOR: 'ADMINISTRATOR' } as const;
export type PostRole = (typeof PostRole)[keyof typeof PostRole];
registerEnumType(PostRole, {
  name: 'PostRole',
  description: 'What a post allows (职务权限).',
  valuesConfig: {
    OPERATOR: { description: 'Acts for the unit (经办人).' },
    COORDINATOR: { description: 'Acts for the unit and coordinates one alliance (联盟协调员).' },
    ADMINISTRATOR: {
      description: 'Acts for the unit, appoints to its posts, installs apps and shares its data (单位管理员).',
    },
  },
});
