/** Whether a server can answer, and how what it looks after stands: what `/readyz` says. */
import type { Readers } from '../data/readers.ts';
import { LEDGER_STANDING, ledgerStanding, type LedgerStanding } from '../modules/exchange/index.ts';

/** What stands beside the answer and takes nobody out of service: one who watches looks here. */
export interface Components {
  readonly ledger: LedgerStanding;
}

export interface Readiness {
  readonly isReady: () => Promise<boolean>;
  readonly components: () => Promise<Components>;
}

const ASKED = { name: 'ledger-standing', text: LEDGER_STANDING, values: [], guardedFor: null, isHeavy: false };

export const readinessOf = (readers: Readers): Readiness => ({
  isReady: () => readers.isReady(),
  components: async () => {
    const [answered] = await readers.send(ASKED);
    return { ledger: ledgerStanding(answered ?? 'null') };
  },
});
