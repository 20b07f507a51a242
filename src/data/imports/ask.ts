/** A statement, on whatever connection. */
export type Ask = <Row>(text: string, values: readonly unknown[]) => Promise<readonly Row[]>;
