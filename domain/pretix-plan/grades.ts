// A plan's categories are any words (often a shop's own numbers); ours are six grades. Names that say a grade are taken at
// their word, the others get the grades that are left, the first of them the best.
import { GRADES, type Grade } from "../../schema/layout.ts";
import type { Report } from "./report.ts";

const SEATED: readonly Grade[] = ["VIP", "R", "S", "A", "B"];
const LAST: Grade = "B";

const said = (category: string): Grade | undefined => {
  const word = category
    .trim()
    .toLocaleUpperCase("en")
    .replace(/\s*(?:석|SEAT|SEATS)$/u, "");
  return GRADES.find((grade) => grade === word);
};

export function gradesByCategory(
  listed: readonly string[],
  used: ReadonlySet<string>,
  report: Report,
): ReadonlyMap<string, Grade> {
  const names = [...new Set([...listed, ...used])];
  const grades = new Map<string, Grade>();
  for (const name of names) {
    const grade = said(name);
    if (grade !== undefined) grades.set(name, grade);
  }
  const taken = new Set(grades.values());
  const left = SEATED.filter((grade) => !taken.has(grade));
  for (const [index, name] of names.entries()) {
    if (grades.has(name)) continue;
    const next = left.shift();
    grades.set(name, next ?? LAST);
    const known = index < listed.length || listed.includes(name);
    const code = next === undefined ? "categories_many" : known ? "category_mapped" : "category_unknown";
    report.tell(code, "categories", { was: name, now: next ?? LAST });
  }
  return grades;
}
