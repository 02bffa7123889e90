// How every letter looks: one plain part, one HTML part of the same words, both readable without pictures.
// Mail clients know neither our style sheet nor our tokens, so the few colours stand here.
import type { Language } from "../../../schema/http/words.ts";

export type Letter = { readonly subject: string; readonly text: string; readonly html: string };

/** A file that goes with a letter: made as the letter goes out. */
export type Attachment = {
  readonly filename: string;
  readonly type: string;
  readonly disposition: "attachment";
  readonly content: string;
};

export type LetterParts = {
  readonly language: Language;
  readonly subject: string;
  readonly heading: string;
  /** Paragraphs of plain words. */
  readonly paragraphs: readonly string[];
  /** Something to read off in large type: a code, a booking number. */
  readonly figure?: string;
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly link?: { readonly label: string; readonly url: string };
  readonly footer: string;
};

const INK = "#1c1a17";
const QUIET = "#6b6459";
const PAPER = "#f6f2ea";
const CARD = "#fffdf8";
const RULE = "#d9d0c0";
const ACCENT = "#b3341f";

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export function letterOf(parts: LetterParts): Letter {
  return { subject: parts.subject, text: textOf(parts), html: htmlOf(parts) };
}

function textOf(parts: LetterParts): string {
  const facts = (parts.facts ?? []).map(([label, value]) => `${label}: ${value}`);
  const link = parts.link === undefined ? [] : [`${parts.link.label}: ${parts.link.url}`];
  const blocks = [parts.heading, ...parts.paragraphs, ...(parts.figure === undefined ? [] : [`    ${parts.figure}`])];
  return [...blocks, facts.join("\n"), ...link, "—", parts.footer].filter((block) => block !== "").join("\n\n");
}

function htmlOf(parts: LetterParts): string {
  const paragraphs = parts.paragraphs
    .map((text) => `<p style="margin:0 0 16px;line-height:1.6;word-break:keep-all">${escapeHtml(text)}</p>`)
    .join("");
  const figure =
    parts.figure === undefined
      ? ""
      : `<p style="margin:24px 0;font-size:36px;letter-spacing:.18em;font-weight:700;font-variant-numeric:tabular-nums">${escapeHtml(parts.figure)}</p>`;
  const facts = (parts.facts ?? [])
    .map(
      ([label, value]) =>
        `<tr><td style="padding:8px 16px 8px 0;color:${QUIET};white-space:nowrap;vertical-align:top">${escapeHtml(label)}</td><td style="padding:8px 0;text-align:right">${escapeHtml(value)}</td></tr>`,
    )
    .join("");
  const table =
    facts === ""
      ? ""
      : `<table role="presentation" width="100%" style="border-collapse:collapse;border-top:1px solid ${RULE};border-bottom:1px solid ${RULE};margin:0 0 24px">${facts}</table>`;
  const link =
    parts.link === undefined
      ? ""
      : `<p style="margin:24px 0"><a href="${escapeHtml(parts.link.url)}" style="display:inline-block;padding:14px 24px;background:${ACCENT};color:${CARD};text-decoration:none;font-weight:600">${escapeHtml(parts.link.label)}</a></p>`;
  return `<!doctype html><html lang="${parts.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(parts.subject)}</title></head><body style="margin:0;background:${PAPER};color:${INK};font-family:-apple-system,'Apple SD Gothic Neo','Noto Sans KR',Segoe UI,sans-serif;font-size:16px"><div style="max-width:520px;margin:0 auto;padding:32px 16px"><p style="margin:0 0 16px;font-weight:700;border-bottom:2px solid ${INK};padding-bottom:12px">Fairline</p><div style="background:${CARD};border:1px solid ${RULE};padding:32px 24px"><h1 style="margin:0 0 16px;font-size:22px;line-height:1.35;word-break:keep-all">${escapeHtml(parts.heading)}</h1>${paragraphs}${figure}${table}${link}</div><p style="margin:16px 0 0;color:${QUIET};font-size:13px;line-height:1.6;word-break:keep-all">${escapeHtml(parts.footer)}</p></div></body></html>`;
}
