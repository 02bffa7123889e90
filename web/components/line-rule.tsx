// The line itself: a thin rule. With a share it shows how far along it you stand.
import type { JSX } from "preact";

export type LineRuleProps = {
  /** 0 to 1; left out, the rule is only a rule. */
  readonly share?: number;
  /** Says the share in words; without it the rule is decoration. */
  readonly label?: string;
  readonly tone?: "accent" | "live" | "ink";
};

const percent = (share: number): string => `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;

export const LineRule = ({ share, label, tone = "accent" }: LineRuleProps): JSX.Element => (
  <>
    <svg class={`line-rule line-rule-${tone}`} width="100%" height="12" aria-hidden="true" focusable="false">
      <rect class="line-rule-track" x="0" y="5.5" width="100%" height="1" />
      {share === undefined ? null : (
        <>
          <rect class="line-rule-done" x="0" y="5" width={percent(share)} height="2" />
          <rect class="line-rule-mark" x={percent(share)} y="0" width="3" height="12" transform="translate(-1.5 0)" />
        </>
      )}
    </svg>
    {label === undefined ? null : <span class="unseen">{label}</span>}
  </>
);
