// The house icons: 20 px grid, 1.5 px line, square joints. Decorative unless a label is given.
import type { JSX } from "preact";

const SHAPES = {
  search: "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4.5 4.5",
  bell: "M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3",
  person: "M10 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3.5 17.5c.6-3.6 3-5.5 6.5-5.5s5.9 1.9 6.5 5.5",
  sun: "M10 6.500a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 1.500v2M10 16.500v2M1.5 10h2M16.5 10h2M4 4l1.4 1.400M14.6 14.6 16 16M16 4l-1.4 1.400M5.4 14.6 4 16",
  moon: "M16.5 12A7 7 0 0 1 8 3.500a7 7 0 1 0 8.5 8.500z",
  arrow: "M3 10h13.500M11.5 5l5 5-5 5",
  back: "M17 10H3.500M8.5 5l-5 5 5 5",
  down: "M4.5 7.5 10 13l5.5-5.5",
  cross: "M4.5 4.500l11 11M15.5 4.500l-11 11",
  check: "M3.5 10.500l4.5 4.5 8.5-10",
  clock: "M10 2.500a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 5.500V10l3 2.5",
  calendar: "M3 4.500h14v13H3zM3 8.500h14M6.5 2.500v4M13.5 2.500v4",
  place:
    "M10 17.500c3.6-3.8 5.5-6.7 5.5-9.200a5.5 5.5 0 0 0-11 0c0 2.5 1.9 5.4 5.5 9.200zM10 6.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  ticket:
    "M2.5 5h15v3.200a1.9 1.9 0 0 0 0 3.600V15h-15v-3.200a1.9 1.9 0 0 0 0-3.600zM12.5 5v1.500M12.5 9v2M12.5 13.500V15",
  alert: "M10 2.5 18 17H2zM10 8v4.500M10 14.500v.2",
  info: "M10 2.500a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 9v5M10 6v.2",
  globe:
    "M10 2.500a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM2.5 10h15M10 2.500c2.2 2.2 3 4.7 3 7.500s-.8 5.3-3 7.500c-2.2-2.2-3-4.7-3-7.500s.8-5.3 3-7.500z",
  filter: "M2.5 5.500h15M5.5 10h9M8.5 14.500h3",
} as const;

export type IconName = keyof typeof SHAPES;

export type IconProps = { readonly name: IconName; readonly label?: string; readonly class?: string };

export const Icon = ({ name, label, class: className }: IconProps): JSX.Element => (
  <>
    <svg
      class={className === undefined ? "icon" : `icon ${className}`}
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linejoin="round"
      stroke-linecap="square"
      aria-hidden="true"
      focusable="false"
    >
      <path d={SHAPES[name]} />
    </svg>
    {label === undefined ? null : <span class="unseen">{label}</span>}
  </>
);
