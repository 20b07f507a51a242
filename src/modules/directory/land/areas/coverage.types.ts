import { Arg, Field, Int, ObjectType } from 'type-graphql';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { AreaLevel } from './area-level.types.ts';

/** The question of how far an area is covered, with its arguments. */
export function CoverageField(): (target: object, property: string) => void {
  return (target, property) => {
    Field(() => Coverage, {
      description:
        'How many of what lies in it, at a level, are covered (覆盖情况). By places: how many have one in use, of `kind` or of any; the whole of each counts, with what it followed without a split. By relations: to how many units are related by each of `relationTypes`, e.g. 网格党支部, or persons by each of `personRelationTypes`, e.g. 网格长; each itself counts.',
    })(target, property);
    const level = { defaultValue: 'COMMUNITY', description: 'Of which level (统计层级).' };
    Arg('level', () => AreaLevel, level)(target, property, 0);
    const kind = { nullable: true, description: 'Of this kind, by its code (阵地类型); of any where it is left out.' };
    Arg('kind', () => String, kind)(target, property, 1);
    const types = {
      nullable: true,
      description:
        'By relations of units instead, by all of these types, by their codes (关系类型): 1 to 10, and nothing else to count by.',
    };
    Arg('relationTypes', () => [String], types)(target, property, 3);
    const offices = {
      nullable: true,
      description:
        'By relations of persons instead, by all of these public types, by their codes (人员关系类型): 1 to 10, and nothing else to count by.',
    };
    Arg('personRelationTypes', () => [String], offices)(target, property, 4);
    const asOf = { nullable: true, description: 'At the end of this day (统计日期); now where it is left out.' };
    Arg('asOf', () => LocalDate, asOf)(target, property, 2);
  };
}

@ObjectType('CoverageByType', { description: 'How many are covered by relations of one type (单类覆盖数).' })
class CoverageByType {
  @Field(() => String, { description: 'The code of the type of relations, of units or of persons (关系类型代码).' })
  type!: string;

  @Field(() => Int, { description: 'To how many some unit, or somebody, is related by it (已覆盖数).' })
  covered!: number;
}

@ObjectType('Coverage', { description: 'How many of how many are covered (覆盖率): numerator and denominator.' })
export class Coverage {
  @Field(() => Int, {
    description: 'How many have a place, or units or persons related to them by all of the types (已覆盖数).',
  })
  covered!: number;

  @Field(() => Int, { description: 'How many there are (总数).' })
  total!: number;

  @Field(() => [CoverageByType], {
    description: 'Of each of the types, in the order given (分类覆盖情况); of none where places were asked for.',
  })
  each!: CoverageByType[];
}
