import { Directive, Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { IdField, KeyField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
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

export const { Connection: FileConnection } = connectionOf(() => File, 'File', 'files (文件)');

@InputType('FileFilter', { description: 'Which files (文件筛选).' })
export class FileFilter {
  @Field(() => [String], { nullable: true, description: 'Of one of these kinds (媒体类型), e.g. `text/csv`.' })
  mediaType?: string[] | null;
}

export const FileOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST', LARGEST: 'LARGEST' } as const;
registerEnumType(FileOrder, {
  name: 'FileOrder',
  description: 'Order of files (文件排序).',
  valuesConfig: { ...TIME_ORDER, LARGEST: { description: 'Those of the most bytes first (最大在前).' } },
});

@ObjectType('FilesUsage', { description: 'How much the files of a unit come to (文件用量).' })
export class FilesUsage {
  @Field(() => Float, { description: 'Bytes that it keeps (已用字节数), a whole number.' })
  bytes!: number;

  @Field(() => Float, { description: 'Bytes that it may keep at a time (可用字节上限), a whole number.' })
  limit!: number;
}

@InputType('DeleteFileInput', { description: 'A file of the unit you act for that is needed no more (删除文件).' })
export class DeleteFileInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The file (文件).')
  fileId!: string;
}

@OutcomeOf('deleteFile', '删除文件')
export class DeleteFilePayload extends Payload {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位) that kept it.' })
  unit!: Unit | null;
}
