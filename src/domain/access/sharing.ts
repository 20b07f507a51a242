/** Sharing of data between units (数据共享): the words of decree 809 and the states of an agreement. */
export const dataKinds = ['CONTACT', 'OFFERS', 'NEEDS'] as const;
export type DataKind = (typeof dataKinds)[number];

/** 无条件共享, 有条件共享, 不予共享. */
export const sharingAttributes = ['UNCONDITIONAL', 'CONDITIONAL', 'NONE'] as const;
export type SharingAttribute = (typeof sharingAttributes)[number];

export const precisions = ['FULL', 'MASKED'] as const;
export type Precision = (typeof precisions)[number];

export const sharingStates = ['REQUESTED', 'GRANTED', 'REFUSED', 'WITHDRAWN'] as const;
export type SharingState = (typeof sharingStates)[number];
