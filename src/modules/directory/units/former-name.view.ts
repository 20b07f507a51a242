import { everyone } from '../../../read/view.ts';
import { viewOf } from '../../../read/words.ts';
import { FormerNameSchema } from './former-name.entity.ts';

export const formerNameView = viewOf(FormerNameSchema, { type: 'FormerName', visible: everyone, fields: {} });
