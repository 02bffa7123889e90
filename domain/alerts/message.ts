// An incident as a message to a Discord-compatible webhook: within the service's limits whatever the values are, and
// nobody is mentioned by it.
import type { Language } from "../../schema/http/words.ts";
import type { Labels } from "../metrics/exposition.ts";
import type { Firing, Incident } from "./incidents.ts";
import type { Alert } from "./rules.ts";

/** What the service takes; more is refused as a whole. */
export const MESSAGE_LIMITS = { title: 256, description: 4_096, fields: 25, name: 256, value: 1_024, footer: 2_048 };
/** Of all texts of a message together. */
export const MESSAGE_CHARS_MAX = 6_000;
const FIELDS_SHOWN = 12;

const RED = 0x99_2d_22;
const AMBER = 0xb0_6d_00;
const GREEN = 0x2e_cc_71;

export type Field = { readonly name: string; readonly value: string; readonly inline: boolean };
export type WebhookMessage = {
  readonly content: "";
  readonly allowed_mentions: { readonly parse: readonly [] };
  readonly embeds: readonly [
    {
      readonly title: string;
      readonly description: string;
      readonly url?: string;
      readonly color: number;
      readonly fields: readonly Field[];
      readonly footer: { readonly text: string };
      readonly timestamp: string;
    },
  ];
};

type Telling = {
  readonly alert: Alert;
  readonly incident: Incident;
  readonly language: Language;
  /** Where the runbook can be read, if anywhere; the alert's section is added to it. */
  readonly runbook_url: string | null;
  readonly deployment: string;
  /** Of shows, by id: whoever is woken knows no ids. */
  readonly titles?: ReadonlyMap<string, string>;
  /** An earlier message of this incident may stand there, and nobody can edit it: this one says so. */
  readonly unheard?: boolean;
};

const WORDS = {
  ko: {
    firing: "발생",
    over: "회복",
    everywhere: "전체",
    more: (n: number) => `그 밖에 ${n}곳`,
    lasted: (text: string) => `${text} 만에 회복했어요.`,
    unheard:
      "앞서 보낸 메시지의 답을 받지 못해 다시 보냈어요. 같은 번호의 메시지가 또 있으면 그 메시지는 더 바뀌지 않으니 이 메시지를 보세요.",
    min: "분",
    less: "1분",
  },
  en: {
    firing: "FIRING",
    over: "RESOLVED",
    everywhere: "everywhere",
    more: (n: number) => `and ${n} more`,
    lasted: (text: string) => `Over after ${text}.`,
    unheard:
      "Sent again, because an earlier message was not answered. If another one has the same number, it is not updated any more: go by this one.",
    min: " min",
    less: "a minute",
  },
} as const;

export function messageOf({
  alert,
  incident,
  language,
  runbook_url,
  deployment,
  titles = new Map(),
  unheard = false,
}: Telling): WebhookMessage {
  const words = WORDS[language];
  const over = incident.ended_at_ms !== null;
  const lasted = over ? `${words.lasted(lastedText(incident, language))}\n` : "";
  const color = over ? GREEN : alert.severity === "page" ? RED : AMBER;
  const embed = {
    title: cut(`[${over ? words.over : words.firing}] ${alert.title[language]}`, MESSAGE_LIMITS.title),
    description: cut(
      `${lasted}${alert.text[language]}${unheard ? `\n\n${words.unheard}` : ""}`,
      MESSAGE_LIMITS.description,
    ),
    ...(runbook_url === null ? {} : { url: `${runbook_url}${sectionOf(alert)}` }),
    color,
    fields: fieldsOf(alert, { firing: incident.firing, titles }, language),
    footer: { text: cut(`${deployment} · OPERATIONS.md${sectionOf(alert)} · ${incident.id}`, MESSAGE_LIMITS.footer) },
    timestamp: new Date(incident.ended_at_ms ?? incident.began_at_ms).toISOString(),
  };
  return { content: "", allowed_mentions: { parse: [] }, embeds: [embed] };
}

const sectionOf = ({ name }: Alert): string => `#${name.toLowerCase()}`;

type Shown = { readonly firing: readonly Firing[]; readonly titles: ReadonlyMap<string, string> };

function fieldsOf(alert: Alert, { firing, titles }: Shown, language: Language): Field[] {
  const words = WORDS[language];
  const shown = firing.slice(0, FIELDS_SHOWN).map(({ labels, value }) => ({
    name: cut(namesOf(labels, titles) || words.everywhere, MESSAGE_LIMITS.name),
    value: cut(valueText(alert, value, language), MESSAGE_LIMITS.value),
    inline: true,
  }));
  const rest = firing.length - shown.length;
  return rest === 0 ? shown : [...shown, { name: words.more(rest), value: "…", inline: false }];
}

/** What an alert is about; in which state that is its title says. */
const namesOf = (labels: Labels, titles: Shown["titles"]): string =>
  Object.entries(labels)
    .filter(([name]) => name !== "state")
    .map(([, label]) => plain(titles.get(label) ?? label))
    .join(" · ");

/** Organisers choose titles: in a message they are letters, and neither links nor formats nor mentions. */
const plain = (text: string): string => text.replace(/[\\*_~`|<>[\]()#@]|:(?=\/\/)/g, "\\$&");

function valueText({ unit }: Alert, value: number, language: Language): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 });
  switch (unit) {
    case "people":
      return language === "ko" ? `${number.format(value)}명` : `${number.format(value)} people`;
    case "share":
      return `${number.format(value * 100)}%`;
    case "seconds":
      return language === "ko" ? `${number.format(value)}초` : `${number.format(value)} s`;
    case "count":
      return number.format(value);
    case "answer":
      return language === "ko" ? "답이 없어요" : "no answer";
  }
}

function lastedText({ began_at_ms, ended_at_ms }: Incident, language: Language): string {
  const minutes = Math.round(((ended_at_ms ?? began_at_ms) - began_at_ms) / 60_000);
  return minutes <= 1 ? WORDS[language].less : `${minutes}${WORDS[language].min}`;
}

/** By whole characters, as the service counts them. */
function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
