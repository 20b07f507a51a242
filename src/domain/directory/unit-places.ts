/** What units have, by the table that keeps it, in words for people: what does not follow a unit into another. */
import type { Bilingual } from '../errors.ts';

export const placeWords = {
  'access.app': { zh: '应用', en: 'apps' },
  'access.consent': { zh: '告知同意', en: 'consents' },
  'access.data_item': { zh: '受助对象资料', en: 'data of beneficiaries' },
  'access.disclosure': { zh: '信息查看记录', en: 'disclosures' },
  'access.installation': { zh: '应用授权', en: 'installed apps' },
  'access.sharing_agreement': { zh: '数据共享协议', en: 'sharing agreements' },
  'data.file': { zh: '文件', en: 'files' },
  'directory.alliance': { zh: '牵头的联盟', en: 'alliances that it leads' },
  'directory.area': { zh: '区划', en: 'areas' },
  'directory.area_statistic': { zh: '区划统计', en: 'statistics of areas' },
  'directory.former_kind': { zh: '类型变更记录', en: 'former kinds' },
  'directory.former_name': { zh: '更名记录', en: 'former names' },
  'directory.household': { zh: '联系户', en: 'households' },
  'directory.import_job': { zh: '单位导入', en: 'imports' },
  'directory.invitation': {
    zh: '未答复的任职邀请（七日后失效）',
    en: 'open invitations (which run out after seven days)',
  },
  'directory.membership': { zh: '成员资格', en: 'memberships' },
  'directory.person_relation': { zh: '人员关系', en: 'relations of persons' },
  'directory.place': { zh: '阵地', en: 'places' },
  'directory.post': { zh: '任职', en: 'posts' },
  'directory.programme': { zh: '品牌', en: 'programmes' },
  'directory.registration_withdrawal': { zh: '由其撤销的登记', en: 'registrations that it withdrew' },
  'directory.relation': { zh: '单位关系', en: 'relations' },
  'directory.seat': { zh: '议事机构席位', en: 'seats in bodies' },
  'directory.unit': { zh: '由其登记的单位', en: 'units that it registered' },
  'directory.unit_classification': { zh: '单位归类', en: 'classes' },
  'directory.unit_contact': { zh: '联系人', en: 'a contact' },
  'directory.unit_contact_removal': { zh: '联系人移除记录', en: 'removals of a contact' },
  'directory.unit_merge': { zh: '已并入的单位', en: 'units merged into it' },
  'exchange.agreement': { zh: '协议', en: 'agreements' },
  'exchange.booking': { zh: '预约', en: 'bookings' },
  'exchange.commitment': { zh: '承诺', en: 'commitments' },
  'exchange.event': { zh: '履约记录', en: 'deliveries' },
  'exchange.event_answer': { zh: '履约确认', en: 'answers to deliveries' },
  'exchange.match': { zh: '对接', en: 'matches' },
  'exchange.match_terms': { zh: '撮合条件', en: 'terms of matches' },
  'exchange.need': { zh: '需求', en: 'needs' },
  'exchange.need_review': { zh: '需求审核', en: 'reviews of needs' },
  'exchange.offer': { zh: '供给', en: 'offers' },
  'exchange.resource': { zh: '资源', en: 'resources' },
  'exchange.signature': { zh: '签署', en: 'signatures' },
  'exchange.wish_claim': { zh: '微心愿认领', en: 'claims of micro-wishes' },
  'projects.contribution': { zh: '项目投入', en: 'contributions to projects' },
  'projects.contribution_answer': { zh: '投入确认', en: 'answers to contributions' },
  'projects.partner': { zh: '项目参与', en: 'parts in projects' },
  'projects.project': { zh: '项目', en: 'projects' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const others: Bilingual = { zh: '其他记录', en: 'other records' };

/** The word of a place, for whatever table may come. */
export const placeWord = (place: string): Bilingual =>
  (placeWords as Readonly<Record<string, Bilingual>>)[place] ?? others;
