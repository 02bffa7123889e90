// The sale's state in one word of the page's language.
import type { JSX } from "preact";
import type { Language, SaleStatus } from "../../schema/http/words.ts";
import { wordsFor } from "../words/words.ts";
import { BadgeFace } from "./badge-face.tsx";

export type BadgeProps = { readonly status: SaleStatus; readonly language: Language };

export const Badge = ({ status, language }: BadgeProps): JSX.Element => (
  <BadgeFace status={status}>{wordsFor(language).terms.saleStatuses[status]}</BadgeFace>
);
