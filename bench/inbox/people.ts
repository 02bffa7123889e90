// Who the messages go to.
export const userId = (index: number): string => `usr_bench${String(index).padStart(6, "0")}`;
/** What a ledger's outbox hands over at once. */
export const LEDGER_ROWS = 200;
