import { everyone } from '../../../../read/view.ts';
import { viewOf } from '../../../../read/words.ts';
import { FormerKindSchema } from './former-kind.entity.ts';
import { FormerNameSchema } from './former-name.entity.ts';

export const formerNameView = viewOf(FormerNameSchema, { type: 'FormerName', visible: everyone, fields: {} });

export const formerKindView = viewOf(FormerKindSchema, { type: 'FormerKind', visible: everyone, fields: {} });
