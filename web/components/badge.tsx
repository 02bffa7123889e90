// The sale's state in one word, with a mark whose shape says it without colour.
import type { JSX } from "preact";
import type { Language, SaleStatus } from "../../schema/http/words.ts";
import { wordsFor } from "../words/words.ts";

export type BadgeProps = { readonly status: SaleStatus; readonly language: Language };

export const Badge = ({ status, language }: BadgeProps): JSX.Element => (
  <span class={`badge badge-${status.toLowerCase().replace("_", "-")}`}>
    <span class="badge-mark" aria-hidden="true" />
    {wordsFor(language).terms.saleStatuses[status]}
  </span>
);
