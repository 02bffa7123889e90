// The head of a console page: where you are, its name with its state, what may be done with it, and a line of facts.
import type { ComponentChildren, JSX } from "preact";
import type { Language } from "../../../schema/http/words.ts";
import { Breadcrumb, type Crumb } from "../navigation.tsx";

export type PageHeadProps = {
  readonly title: string;
  readonly language: Language;
  /** The way down to this page, itself last; left out at the top. */
  readonly crumbs?: readonly Crumb[];
  readonly state?: ComponentChildren;
  readonly facts?: ComponentChildren;
  readonly actions?: ComponentChildren;
};

export const PageHead = ({ title, language, crumbs, state, facts, actions }: PageHeadProps): JSX.Element => (
  <header class="console-page-head">
    {crumbs === undefined ? null : <Breadcrumb crumbs={crumbs} language={language} />}
    <div class="console-page-line">
      <h1 class="console-title">{title}</h1>
      {state === undefined ? null : <div class="console-page-state">{state}</div>}
      {actions === undefined ? null : <div class="console-page-actions">{actions}</div>}
    </div>
    {facts === undefined ? null : <p class="console-page-facts">{facts}</p>}
  </header>
);
