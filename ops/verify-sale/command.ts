// `npm run verify -- sale <show>`: plays every ledger's journal again and compares it with the ledger's counts, D1, the
// tickets and the provider's own list. Exits with 0 (agrees), 1 (differs) or 2 (could not be checked).
import { readSaleArguments, SALE_HELP } from "./arguments.ts";
import { printedSale } from "./report.ts";
import { checkSale } from "./sale.ts";

export async function verifySaleCommand(words: readonly string[]): Promise<number> {
  const read = readSaleArguments(words);
  if (typeof read === "string") {
    console.error(`${read}\n\n${SALE_HELP}`);
    return 2;
  }
  try {
    const checked = await checkSale(read);
    console.log(printedSale(checked));
    return checked.sound ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
}
