// What a list or panel shows when it has nothing, when it failed, and a banner that says what is going on.
import type { ComponentChildren, JSX } from "preact";
import type { Language } from "../../schema/http/words.ts";
import { wordsFor } from "../words/words.ts";
import { Icon } from "./icon.tsx";
import { LineRule } from "./line-rule.tsx";

export type EmptyStateProps = {
  readonly title: string;
  readonly text?: string;
  readonly children?: ComponentChildren;
};

export const EmptyState = ({ title, text, children }: EmptyStateProps): JSX.Element => (
  <div class="state">
    <LineRule />
    <p class="state-title">{title}</p>
    {text === undefined ? null : <p class="state-text">{text}</p>}
    {children === undefined ? null : <div class="state-actions">{children}</div>}
  </div>
);

export type ErrorStateProps = EmptyStateProps & { readonly requestId?: string; readonly language: Language };

export const ErrorState = ({ title, text, requestId, language, children }: ErrorStateProps): JSX.Element => (
  <div class="state state-refused" role="alert">
    <LineRule share={0.5} tone="live" />
    <p class="state-title">{title}</p>
    {text === undefined ? null : <p class="state-text">{text}</p>}
    {requestId === undefined ? null : (
      <p class="state-code tabular">
        {wordsFor(language).error.requestId} {requestId}
      </p>
    )}
    {children === undefined ? null : <div class="state-actions">{children}</div>}
  </div>
);

export type NoticeProps = {
  readonly tone: "info" | "live" | "warning";
  readonly language: Language;
  readonly children: ComponentChildren;
};

const TONES = {
  info: { icon: "info", word: "noticeInfo" },
  live: { icon: "clock", word: "noticeLive" },
  warning: { icon: "alert", word: "noticeWarning" },
} as const;

export const Notice = ({ tone, language, children }: NoticeProps): JSX.Element => (
  <div class={`notice notice-${tone}`} role={tone === "info" ? "note" : "status"}>
    <Icon name={TONES[tone].icon} label={wordsFor(language).parts[TONES[tone].word]} />
    <p>{children}</p>
  </div>
);
