import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../../alliances/alliance/alliance.types.ts';
import { Unit } from '../unit/unit.types.ts';

@ObjectType('File', {
  implements: Node,
  description:
    'A file (文件), sent by `POST /files`. For the unit it belongs to and, where it says so, for the members of an alliance under its hat, until its day is past.',
})
@Directive('@key(fields: "id")')
export class File extends Node {
  @Field(() => String, { description: 'Its name (文件名), e.g. `单位名单.xlsx`.' })
  name!: string;

  @Field(() => String, { description: 'What its bytes say it is (媒体类型), e.g. `text/csv`.' })
  mediaType!: string;

  @Field(() => Int, { description: 'How many bytes it has (字节数).' })
  size!: number;

  @Field(() => String, { description: 'SHA-256 of its bytes (摘要), in hexadecimal.' })
  sha256!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit it belongs to (所属单位).' })
  owner!: Unit | null;

  @Field(() => Alliance, {
    nullable: true,
    description: 'The alliance whose members see it (可见联盟); null where it is for its unit alone.',
  })
  alliance!: Alliance | null;

  @Field(() => String, { description: 'Where to download it (下载地址): a path, with the same token and hats.' })
  url!: string;

  @Field(() => DateTime, { description: 'Sent at (上传时间).' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'Until when it is there, exclusive (有效期至).' })
  expiresAt!: string;
}
