/** Proofs (资格证明): what persons show to a unit, and what is known of somebody by all that hold. */
import type { Machine } from '../lifecycle.ts';
import type { Facts, Known } from './eligibility.ts';

export type ProofKind = 'BORN_ON' | 'OCCUPATION' | 'HOUSEHOLD' | 'HEALTH' | 'RELATION' | 'WORKS_FOR' | 'HOME_AREA';

/** What a proof says, as the database tells it on a day. */
export interface Proven {
  readonly kind: ProofKind;
  readonly code: string | null;
  readonly bornOn: string | null;
  /** Of a home: the area, and all that it lies in. */
  readonly areaIds: readonly string[] | null;
  /** Of a unit: the alliances it is an active member of. */
  readonly allianceIds: readonly string[] | null;
}

/** What somebody says at the counter, which nobody has looked into. */
interface SaidOfOneself {
  readonly occupation: readonly string[];
  readonly household: readonly string[];
  /** The area they say they live in, and all that it lies in. */
  readonly areaIds: readonly string[] | null;
}

/** `bornOn`: as the identity number tells it, where one was shown; it goes before what was recorded. */
export function factsOf(proofs: readonly Proven[], said: SaidOfOneself, bornOn: string | null, today: string): Facts {
  const of = (kind: ProofKind): Proven[] => proofs.filter((proof) => proof.kind === kind);
  const proven = (kind: ProofKind): Known[] =>
    of(kind).flatMap(({ code }) => (code === null ? [] : [{ code, isProven: true }]));
  const told = (codes: readonly string[]): Known[] => codes.map((code) => ({ code, isProven: false }));
  const works = of('WORKS_FOR');
  const homes = of('HOME_AREA').flatMap(({ areaIds }) => areaIds ?? []);
  const home = homes.length > 0 ? { areaIds: homes, isProven: true } : null;
  return {
    today,
    bornOn: bornOn ?? of('BORN_ON').at(-1)?.bornOn ?? null,
    codes: {
      OCCUPATION: [...proven('OCCUPATION'), ...told(said.occupation)],
      HOUSEHOLD: [...proven('HOUSEHOLD'), ...told(said.household)],
      HEALTH: proven('HEALTH'),
      RELATION: proven('RELATION'),
    },
    allianceIds: works.length === 0 ? null : works.flatMap(({ allianceIds }) => allianceIds ?? []),
    home: home ?? (said.areaIds === null ? null : { areaIds: said.areaIds, isProven: false }),
  };
}

export type ProofState = 'RECORDED' | 'WITHDRAWN';

export const proofMachine: Machine<ProofState> = {
  kind: 'proof',
  start: ['RECORDED'],
  transitions: { RECORDED: ['WITHDRAWN'], WITHDRAWN: [] },
  words: {
    RECORDED: {
      is: { zh: '已登记', en: 'is recorded' },
      wayOut: {
        zh: '如有误，可撤回（withdrawBenefitProof）。',
        en: 'If that was a mistake, withdraw it (withdrawBenefitProof).',
      },
    },
    WITHDRAWN: {
      is: { zh: '已撤回', en: 'is withdrawn' },
      wayOut: {
        zh: '如仍有效，请重新登记（recordBenefitProof）。',
        en: 'If it holds after all, record it anew (recordBenefitProof).',
      },
    },
  },
};
