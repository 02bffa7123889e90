// People's names as doors use them: how one is found by who knows it, and the part that somebody is greeted by.

/** As a name is compared: without spaces and case, so that it is found however it was typed. */
export const plainName = (name: string): string => name.normalize("NFKC").toLowerCase().replaceAll(/\s/g, "");

const HANGUL = /^[가-힣]{2,5}$/;
/** Family names of two syllables; all others have one. */
const TWO_SYLLABLES = ["남궁", "독고", "동방", "사공", "서문", "선우", "제갈", "황보"];

/** A Korean name without its family name; of any other the first word. */
export function firstName(name: string): string {
  const plain = name.normalize("NFC").trim();
  if (!HANGUL.test(plain)) return plain.split(/\s+/)[0] ?? "";
  const family_syllables = plain.length > 2 && TWO_SYLLABLES.some((family) => plain.startsWith(family)) ? 2 : 1;
  return plain.slice(family_syllables);
}
