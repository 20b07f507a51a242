import { registerEnumType } from 'type-graphql';

export const ResourceKind = {
  SPACE: 'SPACE',
  EQUIPMENT: 'EQUIPMENT',
  VEHICLE: 'VEHICLE',
  STAFF_TIME: 'STAFF_TIME',
  SKILL: 'SKILL',
  GOODS: 'GOODS',
  MEALS: 'MEALS',
  DATA_SET: 'DATA_SET',
} as const;
registerEnumType(ResourceKind, {
  name: 'ResourceKind',
  description:
    'Kind of resource (资源类型), which says whether it is booked by its times, counted as a stock, or lent.',
  valuesConfig: {
    SPACE: { description: 'A room, a hall, a square, parking (场地): booked.' },
    EQUIPMENT: { description: 'Something to lend (设备): booked or lent.' },
    VEHICLE: { description: 'A vehicle with or without driver (车辆): booked or lent.' },
    STAFF_TIME: { description: 'People’s working time (人力): booked.' },
    SKILL: { description: 'Somebody’s skill (技能): booked.' },
    GOODS: { description: 'Things to give (物资): counted.' },
    MEALS: { description: 'Meals (餐食): booked or counted.' },
    DATA_SET: { description: 'Data (数据集): read by agreement, neither booked nor counted nor lent.' },
  },
});

export const ResourceState = { AVAILABLE: 'AVAILABLE', RETIRED: 'RETIRED' } as const;
registerEnumType(ResourceState, {
  name: 'ResourceState',
  description: 'Whether a resource is still to be had (资源状态).',
  valuesConfig: {
    AVAILABLE: { description: 'It is (可用).' },
    RETIRED: {
      description:
        'Its unit has withdrawn it (已停用): it is neither booked, offered nor lent any more; what is booked stands.',
    },
  },
});
