/** How the tour speaks to a coordinator: states, actors and times in words. */

const words: Readonly<Record<string, string>> = {
  OPERATOR: '经办人',
  COORDINATOR: '协调员',
  PENDING_SIGNATURES: '待签署',
  ACTIVE: '已生效',
  HELD: '暂留',
  RECORDED: '待对方确认',
  CONFIRMED: '已确认',
  OPEN: '履行中',
  FULFILLED: '已履行',
  ACCEPTED_BY_ONE: '待对方答复',
  OFFERED: '已分得名额，待确认',
  WAITING: '候补',
  DECLINED: '已放弃',
  ENROLLED: '已入读',
  LAPSED: '已逾期',
  FULL: '全部可见',
  MASKED: '脱敏',
  WITHHELD: '不予披露',
  hospital: '人民医院',
  power: '供电局',
  community: '虞波社区',
  coordinator: '联盟协调员',
};

/** The word, with the API's own beside it: `已生效（ACTIVE）`. */
export function inWords(name: string): string {
  const word = words[name];
  return word === undefined ? name : `${word}（${name}）`;
}

interface Spoken {
  readonly start: string | null;
  readonly end: string | null;
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

/** `11月28日（周六）18:30`, of an instant as the API spells it, in Beijing time. */
export function spoken(instant: string): string {
  const weekday = weekdays[new Date(`${instant.slice(0, 10)}T00:00:00Z`).getUTCDay()] ?? '';
  return `${Number(instant.slice(5, 7))}月${Number(instant.slice(8, 10))}日（周${weekday}）${instant.slice(11, 16)}`;
}

export function spokenPeriod({ start, end }: Spoken): string {
  return `${start === null ? '即日起' : spoken(start)} 至 ${end === null ? '长期' : spoken(end)}`;
}
