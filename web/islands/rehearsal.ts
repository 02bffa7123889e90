// A rehearsal's report goes onto paper.
import { offerPrinting } from "../print-button.ts";

offerPrinting();
