// How a sale's state looks: a mark whose shape says it without colour, and its word.
import type { ComponentChildren, JSX } from "preact";
import type { SaleStatus } from "../../schema/http/words.ts";

export type BadgeFaceProps = { readonly status: SaleStatus; readonly children: ComponentChildren };

export const BadgeFace = ({ status, children }: BadgeFaceProps): JSX.Element => (
  <span class={`badge badge-${status.toLowerCase().replace("_", "-")}`}>
    <span class="badge-mark" aria-hidden="true" />
    {children}
  </span>
);
