/** What a refusal says to people: the thing, what is wrong, and the way out. */
import { minuteInChina } from '../../domain/calendar.ts';
import type { Bilingual, RefusalCode, RefusalDetails } from '../../domain/errors.ts';
import { globalId } from '../../domain/ids.ts';
import type { IdKind } from '../../domain/kinds.ts';
import { tried } from '../../domain/tried.ts';

const kinds: Readonly<Record<IdKind, Bilingual>> = {
  unit: { zh: '单位', en: 'unit' },
  classification: { zh: '单位分类', en: 'class of the unit' },
  classificationscheme: { zh: '分类体系', en: 'way to class units' },
  identifier: { zh: '单位标识', en: 'unit identifier' },
  person: { zh: '人员', en: 'person' },
  personrelationtype: { zh: '人员关系类型', en: 'type of relations of persons' },
  personrelation: { zh: '人员关系', en: 'relation of a person' },
  householdlinktype: { zh: '联户类型', en: 'type of links to households' },
  household: { zh: '户', en: 'household' },
  householdlink: { zh: '联户', en: 'link to a household' },
  visit: { zh: '走访记录', en: 'visit' },
  post: { zh: '职务', en: 'post' },
  invitation: { zh: '任职邀请', en: 'invitation' },
  alliance: { zh: '联盟', en: 'alliance' },
  membership: { zh: '成员资格', en: 'membership' },
  relationtype: { zh: '关系类型', en: 'type of relations' },
  relation: { zh: '单位关系', en: 'relation' },
  charter: { zh: '章程', en: 'charter' },
  track: { zh: '赛道', en: 'track' },
  programme: { zh: '品牌项目', en: 'programme' },
  edition: { zh: '品牌版本', en: 'version of a programme' },
  body: { zh: '议事机构', en: 'governing body' },
  seat: { zh: '席位', en: 'seat' },
  term: { zh: '术语', en: 'term' },
  area: { zh: '区划', en: 'area' },
  place: { zh: '阵地', en: 'place' },
  statistic: { zh: '区划统计', en: 'figure' },
  file: { zh: '文件', en: 'file' },
  import: { zh: '单位导入', en: 'import' },
  issue: { zh: '导入问题', en: 'issue of an import' },
  withdrawal: { zh: '撤销登记记录', en: 'registration that was withdrawn' },
  listingimport: { zh: '供需导入', en: 'import' },
  listingissue: { zh: '供需导入问题', en: 'issue of an import' },
  resource: { zh: '资源', en: 'resource' },
  slot: { zh: '时段', en: 'slot' },
  stock: { zh: '库存', en: 'stock' },
  lot: { zh: '批次', en: 'lot' },
  movement: { zh: '库存变动', en: 'movement of a stock' },
  distribution: { zh: '发放', en: 'distribution' },
  lending: { zh: '借用', en: 'lending' },
  offer: { zh: '供给', en: 'offer' },
  need: { zh: '需求', en: 'need' },
  search: { zh: '订阅检索', en: 'saved search' },
  match: { zh: '撮合', en: 'match' },
  claim: { zh: '心愿认领', en: 'claim of a wish' },
  agreement: { zh: '协议', en: 'agreement' },
  commitment: { zh: '承诺', en: 'commitment' },
  settlement: { zh: '结算单', en: 'settlement sheet' },
  booking: { zh: '预约', en: 'booking' },
  event: { zh: '履约记录', en: 'delivery' },
  account: { zh: '账户', en: 'account' },
  posting: { zh: '记账凭证', en: 'posting' },
  entry: { zh: '分录', en: 'entry of an account' },
  clearing: { zh: '联盟间清算', en: 'clearing' },
  clearingsettlement: { zh: '结清', en: 'settlement of a clearing' },
  benefitframe: { zh: '优惠幅度', en: 'frame of benefits' },
  benefitrule: { zh: '优惠规则', en: 'benefit rule' },
  proof: { zh: '资格证明', en: 'proof' },
  redemption: { zh: '核销记录', en: 'redemption' },
  enrolment: { zh: '招生', en: 'enrolment' },
  application: { zh: '报名', en: 'application' },
  project: { zh: '项目', en: 'project' },
  partner: { zh: '共建单位', en: 'project partner' },
  contribution: { zh: '投入', en: 'contribution' },
  app: { zh: '应用', en: 'app' },
  key: { zh: '应用密钥', en: 'app key' },
  installation: { zh: '应用安装', en: 'app installation' },
  item: { zh: '数据目录项', en: 'data item' },
  sharing: { zh: '数据共享协议', en: 'sharing agreement' },
  disclosure: { zh: '查看记录', en: 'disclosure' },
  beneficiary: { zh: '受益人', en: 'beneficiary' },
  consent: { zh: '同意记录', en: 'consent' },
  audit: { zh: '审计记录', en: 'audit entry' },
};

/** "供给 offer_…" */
function the({ kind, id }: { kind: IdKind; id: string }): Bilingual {
  const spelled = globalId(kind, id);
  return { zh: `${kinds[kind].zh} ${spelled}`, en: `the ${kinds[kind].en} ${spelled}` };
}

function notAMember({ unitId, allianceId, isOwn }: RefusalDetails['NOT_A_MEMBER']): Bilingual {
  if (allianceId === null) {
    return {
      zh: '本单位尚未加入任何联盟，请先申请加入（applyForMembership）。',
      en: 'Your unit is a member of no alliance: apply for membership first (applyForMembership).',
    };
  }
  const [unit, alliance] = [the({ kind: 'unit', id: unitId }), the({ kind: 'alliance', id: allianceId })];
  if (!isOwn) {
    return {
      zh: `${unit.zh} 不是${alliance.zh} 的有效成员，不能与其在该联盟内往来；请另选成员单位。`,
      en: `${sentence(unit.en)} is not an active member of ${alliance.en}: choose another unit, one that is.`,
    };
  }
  return {
    zh: `本单位不是${alliance.zh} 的有效成员，请先申请加入（applyForMembership）。`,
    en: `Your unit is not an active member of ${alliance.en}: apply for membership first (applyForMembership).`,
  };
}

/** Version 0 is that of what is not there. */
function versionIn(version: number): Bilingual {
  return version === 0 ? { zh: '尚无记录', en: 'none' } : { zh: `第 ${version} 版`, en: `version ${version}` };
}

const windows: Readonly<Record<RefusalDetails['QUOTA_EXHAUSTED']['window'], Bilingual>> = {
  DAY: { zh: '今日', en: 'today' },
  WEEK: { zh: '本周', en: 'this week' },
  MONTH: { zh: '本月', en: 'this month' },
  TOTAL: { zh: '累计', en: 'in all' },
};

function quotaExhausted(details: RefusalDetails['QUOTA_EXHAUSTED']): Bilingual {
  const { id, window, isPerPerson, most, remaining, opensAt } = details;
  const rule = the({ kind: 'benefitrule', id });
  const who = isPerPerson ? { zh: '该人', en: 'this person' } : { zh: '', en: 'everybody together' };
  const again =
    opensAt === null
      ? { zh: '不再开放；请按原价结算。', en: 'It does not open again: charge the full price.' }
      : {
          zh: `${minuteInChina(opensAt)} 重新开放；此前请按原价结算。`,
          en: `It opens again at ${minuteInChina(opensAt)} (Beijing): until then charge the full price.`,
        };
  return {
    zh: `${rule.zh} ${windows[window].zh}${who.zh}限 ${most} 次，余 ${remaining} 次。${again.zh}`,
    en: `${sentence(rule.en)} is given ${most} times ${windows[window].en} to ${who.en}; ${remaining} are left. ${again.en}`,
  };
}

function notEligible({ kind, id, reasons, documents }: RefusalDetails['NOT_ELIGIBLE']): Bilingual {
  const thing = the({ kind, id });
  const [zh, en] = [
    reasons.map(({ message }) => message.zh).join(''),
    reasons.map(({ message }) => message.en).join(' '),
  ];
  const bring =
    documents.length === 0
      ? { zh: '', en: '' }
      : {
          zh: `办理须带：${documents.map((one) => one.zh).join('、')}。`,
          en: ` To bring: ${documents.map((one) => one.en).join(', ')}.`,
        };
  const wayOut =
    kind === 'benefitrule'
      ? { zh: '请按原价结算。', en: ' Charge the full price.' }
      : { zh: '请登记所缺的证明后重试，或另选一项。', en: ' Record what is missing and try again, or choose another.' };
  return {
    zh: `不符合${thing.zh} 的条件：${zh}${bring.zh}${wayOut.zh}`,
    en: `${sentence(thing.en)} is not for this person: ${en}${bring.en}${wayOut.en}`,
  };
}

type Writers = { readonly [C in RefusalCode]: (details: RefusalDetails[C]) => Bilingual };

const writers: Writers = {
  INVALID_INPUT: ({ issues }) => issues[0]?.message ?? { zh: '输入有误。', en: 'The input is not acceptable.' },
  NOT_FOUND: (details) => ({
    zh: `未找到${the(details).zh}：它不存在，或者以当前身份不可见。请核对 id 与所选身份。`,
    en: `There is no ${the(details).en.slice('the '.length)}, or it is not visible under this hat. Check the id and the hat.`,
  }),
  FORBIDDEN: ({ reason }) => reason,
  HAT_REQUIRED: ({ choices }) => ({
    zh: `请用 X-Acting-Unit 和 X-Acting-Alliance 说明以哪个单位、在哪个联盟行事；您可选择 ${choices.length} 种身份。`,
    en: `Say in X-Acting-Unit and X-Acting-Alliance for which unit and in which alliance you act; you hold ${choices.length} hats.`,
  }),
  NOT_A_MEMBER: notAMember,
  WRONG_STATE: (details) => {
    const { is, act, wayOut } = details;
    return {
      zh: `${the(details).zh} ${is.zh}，不能${tried[act].zh}。${wayOut.zh}`,
      en: `${sentence(the(details).en)} ${is.en} and cannot be ${tried[act].en}. ${wayOut.en}`,
    };
  },
  VERSION_CONFLICT: ({ expectedVersion, currentVersion, ...details }) => ({
    zh: `${the(details).zh} 已被他人修改：您看到的是${versionIn(expectedVersion).zh}，现为${versionIn(currentVersion).zh}。请重新读取后再试。`,
    en: `${sentence(the(details).en)} has changed: you saw ${versionIn(expectedVersion).en}, it is now ${currentVersion === 0 ? 'gone' : currentVersion}. Read it again, then retry.`,
  }),
  TERMS_CHANGED: ({ id, currentEdition }) => ({
    zh: `${the({ kind: 'agreement', id }).zh} 现行为第 ${currentEdition} 版，与您所见的条款不同。请重新读取 edition，认可后再签署。`,
    en: `${sentence(the({ kind: 'agreement', id }).en)} is at edition ${currentEdition} now and says something else than what you have read. Read its edition again, and sign that if you agree.`,
  }),
  IDEMPOTENCY_KEY_REUSED: ({ key }) => ({
    zh: `幂等键“${key}”已用于另一项内容或另一联盟身份。重试请原样发送，新的操作请用新的键。`,
    en: `The idempotency key "${key}" was used for another input or under another alliance hat. Repeat it unchanged, or take a new key for a new act.`,
  }),
  NOT_ENOUGH_LEFT: ({ what, ...details }) =>
    what ?? {
      zh: `${the(details).zh} 仅剩 ${details.remaining} ${details.unit}，不足所需的 ${details.requested} ${details.unit}。请减少数量或另选。`,
      en: `${sentence(the(details).en)} has ${details.remaining} ${details.unit} left; ${details.requested} ${details.unit} were asked for. Ask for less or choose another.`,
    },
  ACCOUNT_LIMIT_REACHED: ({ what }) => what,
  SLOT_FULL: ({ id, requested, remaining, isMatched, isShare = false }) => {
    const wayOut = isMatched
      ? {
          zh: '请婉拒该撮合，以其他时段重新推荐。',
          en: 'Decline the match and have it proposed anew with another slot.',
        }
      : { zh: '请减少名额或另选时段。', en: 'Ask for fewer or choose another slot.' };
    if (isShare) {
      return {
        zh: `${the({ kind: 'slot', id }).zh} 对本联盟仅剩 ${remaining} 个名额（其余为其他联盟预留、已达本联盟上限，或当日总名额已满），不足所需的 ${requested} 个。${wayOut.zh}`,
        en: `${sentence(the({ kind: 'slot', id }).en)} has ${remaining} places left for this alliance (others are kept for others, it has its share, or the day is full); ${requested} were asked for. ${wayOut.en}`,
      };
    }
    return {
      zh: `${the({ kind: 'slot', id }).zh} 仅剩 ${remaining} 个名额，不足所需的 ${requested} 个。${wayOut.zh}`,
      en: `${sentence(the({ kind: 'slot', id }).en)} has ${remaining} places left; ${requested} were asked for. ${wayOut.en}`,
    };
  },
  PERIOD_NOT_FREE: ({ id, free }) => {
    const named = free.map(({ start, end }) => `${minuteInChina(start)} – ${minuteInChina(end)}`).join('；');
    const about = the({ kind: 'resource', id });
    return free.length === 0
      ? {
          zh: `${about.zh} 在所选的日子没有空闲时间，请另选日期。`,
          en: `${sentence(about.en)} is not free on those days: choose others.`,
        }
      : {
          zh: `${about.zh} 在所选时间不可用。当日空闲：${named}（北京时间）。请在其中选择。`,
          en: `${sentence(about.en)} is not free then. On those days it is free ${named}, Beijing time: choose of these.`,
        };
  },
  QUOTA_EXHAUSTED: quotaExhausted,
  NOT_ELIGIBLE: notEligible,
  DUPLICATE_CANDIDATES: ({ candidates }) => {
    const named = candidates.map(({ name, unitId }) => `${name}（${globalId('unit', unitId)}）`).join('、');
    return {
      zh: `已有名称相同或相近的单位：${named}。请先核对；如确为不同单位，请在 evenThoughUnitIds 中列出它们后重试。`,
      en: `There are units of the same name or nearly so: ${named}. Compare them first; if yours is another one, list them in evenThoughUnitIds and try again.`,
    };
  },
  ALREADY_DONE: (details) =>
    'what' in details
      ? details.what
      : {
          zh: `${the(details).zh} ${details.is.zh}，无需重复操作。`,
          en: `${sentence(the(details).en)} ${details.is.en} already; there is nothing left to do.`,
        },
};

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function messageOf<C extends RefusalCode>(code: C, details: RefusalDetails[C]): Bilingual {
  return writers[code](details);
}
