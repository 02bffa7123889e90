import { expect, it } from "vitest";
import { csvLine } from "./csv.ts";

it.each([
  "=1+1",
  "+1",
  "-1",
  "@SUM(1)",
  "\t=1",
  "\r=1",
  "\n=1",
  " =1",
  "\u00a0=1",
  "\u200b=1",
  "＝1",
  "＋1",
  "－1",
  "＠x",
  "﹢1",
  "−1",
  "|x",
])("F2: %j is text to a spreadsheet", (text) => {
  expect(csvLine([text])).toBe(`"'${text}"\r\n`);
});

it("F2: names, numbers and quotes stay what they are", () => {
  expect(csvLine(["홍길동", 'a "b", c', "a=b", -5, 0])).toBe('"홍길동","a ""b"", c","a=b","-5","0"\r\n');
});
