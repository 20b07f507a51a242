/** What people try to do with a thing, as a refusal says that it cannot be done. */
export const tried = {
  match: { zh: '对接', en: 'matched' },
  accept: { zh: '接受', en: 'accepted' },
  decline: { zh: '婉拒', en: 'declined' },
  withdraw: { zh: '撤回', en: 'withdrawn' },
  sign: { zh: '签署', en: 'signed' },
  cancel: { zh: '取消', en: 'cancelled' },
  book: { zh: '预约', en: 'booked' },
  deliver: { zh: '登记履约', en: 'delivered on' },
  confirm: { zh: '确认', en: 'confirmed' },
  dispute: { zh: '提出异议', en: 'disputed' },
  approve: { zh: '批准', en: 'approved' },
  reject: { zh: '驳回', en: 'rejected' },
  leave: { zh: '退出', en: 'left' },
  join: { zh: '加入', en: 'joined' },
  contribute: { zh: '登记工时', en: 'given hours' },
  revise: { zh: '修改', en: 'revised' },
  release: { zh: '放行', en: 'released' },
  return: { zh: '退回', en: 'returned' },
  grant: { zh: '授权', en: 'granted' },
  refuse: { zh: '拒绝', en: 'refused' },
  complete: { zh: '办结', en: 'completed' },
  suspend: { zh: '中止', en: 'suspended' },
  resume: { zh: '恢复', en: 'resumed' },
  remove: { zh: '除名', en: 'removed' },
} as const;

export type Tried = keyof typeof tried;
