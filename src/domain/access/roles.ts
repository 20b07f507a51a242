/** What a post allows its holder (职务权限), and what an app may be allowed to read (应用权限范围). */
export const postRoles = ['OPERATOR', 'COORDINATOR', 'ADMINISTRATOR'] as const;
export type PostRole = (typeof postRoles)[number];

export const appScopes = [
  'benefits:check',
  'contacts:read',
  'needs:read',
  'offers:read',
  'projects:read',
  'promises:read',
] as const;
export type AppScope = (typeof appScopes)[number];
