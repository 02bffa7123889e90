// The pictures of the page about fairness: a few strokes each, in the site's own colours.
import type { JSX } from "preact";
import type { FairnessWords } from "../../../web/words/fairness-ko.ts";

type Picture<Part extends "line" | "draw" | "returns" | "checks"> = { readonly words: FairnessWords[Part]["picture"] };

const Frame = ({ label, children }: { readonly label: string; readonly children: JSX.Element[] }): JSX.Element => (
  <svg class="fair-picture" viewBox="0 0 360 110" role="img" aria-label={label}>
    {children}
  </svg>
);

const People = ({ count, x, you = -1 }: { readonly count: number; readonly x: number; readonly you?: number }) => (
  <g>
    {Array.from({ length: count }, (_, i) => (
      <rect
        key={i}
        class={i === you ? "fair-live" : "fair-soft"}
        x={x + i * 14}
        y={i === you ? 26 : 32}
        width="3"
        height={i === you ? 26 : 20}
      />
    ))}
  </g>
);

export const LinePicture = ({ words }: Picture<"line">): JSX.Element => (
  <Frame label={words.label}>
    <path key="door" class="fair-rule" d="M14 52V12h18v40M0 52.5h360" />
    <People key="people" count={20} x={48} you={7} />
    <g key="log">
      {Array.from({ length: 8 }, (_, i) => (
        <g key={i}>
          <rect class="fair-box" x={14 + i * 42} y="72" width="30" height="14" />
          {i === 0 ? null : <path class="fair-rule" d={`M${2 + i * 42} 79h12`} />}
        </g>
      ))}
    </g>
    <text key="door-text" x="12" y="66">
      {words.door}
    </text>
    <text key="log-text" x="14" y="104">
      {words.log}
    </text>
  </Frame>
);

const STEPS = ["gather", "freeze", "round", "places"] as const;

export const DrawPicture = ({ words }: Picture<"draw">): JSX.Element => (
  <Frame label={words.label}>
    <path key="time" class="fair-rule" d="M0 78.5h360" />
    <g key="crowd">
      {Array.from({ length: 11 }, (_, i) => (
        <rect key={i} class="fair-soft" x={8 + ((i * 29) % 66)} y={16 + ((i * 17) % 40)} width="3" height="18" />
      ))}
    </g>
    <g key="list">
      <rect class="fair-box" x="98" y="14" width="58" height="54" />
      {Array.from({ length: 5 }, (_, i) => (
        <path key={i} class="fair-rule" d={`M106 ${23 + i * 9}h42`} />
      ))}
    </g>
    <g key="round">
      <circle class="fair-mark" cx="222" cy="41" r="20" />
      <path class="fair-rule" d="M164 41h32M250 41h22" />
    </g>
    <People key="places" count={5} x={288} you={2} />
    <g key="words">
      {STEPS.map((step, i) => (
        <text key={step} x={[40, 127, 222, 318][i] ?? 0} y="98" text-anchor="middle">
          {words[step]}
        </text>
      ))}
    </g>
  </Frame>
);

export const ReturnsPicture = ({ words }: Picture<"returns">): JSX.Element => (
  <Frame label={words.label}>
    <g key="seats">
      {Array.from({ length: 12 }, (_, i) => (
        <rect
          key={i}
          class={i === 5 ? "fair-live" : "fair-box"}
          x={8 + (i % 4) * 24}
          y={14 + Math.floor(i / 4) * 24}
          width="18"
          height="18"
          rx="3"
        />
      ))}
    </g>
    <path key="way" class="fair-rule" d="M110 46h74m-8-6 8 6-8 6" />
    <People key="people" count={11} x={198} you={0} />
    <text key="seat" x="8" y="104">
      {words.seat}
    </text>
    <text key="list" x="198" y="76">
      {words.list}
    </text>
  </Frame>
);

export const ChecksPicture = ({ words }: Picture<"checks">): JSX.Element => (
  <Frame label={words.label}>
    <People key="people" count={24} x={10} you={9} />
    <path key="rule" class="fair-rule" d="M0 52.5h360" />
    <g key="ask">
      <path class="fair-rule" d="M137 24V8h70" />
      <rect class="fair-mark" x="207" y="2" width="12" height="12" />
    </g>
    <text key="ask-text" x="228" y="13">
      {words.ask}
    </text>
    <text key="keep-text" x="137" y="72" text-anchor="middle">
      {words.keep}
    </text>
  </Frame>
);
