// Every way a code comes into six fields.
import { expect, test } from "vitest";
import { digitsOf, enter, takeBack, typed } from "./code-digits.ts";

const none = ["", "", "", "", "", ""];

test("A2: a pasted code fills all fields wherever it is pasted, in any dress", () => {
  for (const text of ["123456", " 123 456 ", "123-456", "１２３４５６", "[Fairline] 123456"]) {
    expect(enter({ digits: none, at: 3 }, text)).toEqual({ digits: ["1", "2", "3", "4", "5", "6"], at: 5 });
  }
});

test("A2: part of a code flows on from where it is entered and stops at the end", () => {
  expect(enter({ digits: none, at: 1 }, "78")).toEqual({ digits: ["", "7", "8", "", "", ""], at: 3 });
  expect(enter({ digits: none, at: 4 }, "789")).toEqual({ digits: ["", "", "", "", "7", "8"], at: 5 });
  expect(enter({ digits: none, at: 0 }, "1234567").digits.join("")).toBe("123456");
  expect(enter({ digits: ["1", "", "", "", "", ""], at: 0 }, "x")).toEqual({ digits: none, at: 0 });
});

test("A2: typing over a digit replaces it on either side of the caret", () => {
  expect(typed("1", "12")).toBe("2");
  expect(typed("1", "21")).toBe("2");
  expect(typed("1", "11")).toBe("1");
  expect(typed("", "12")).toBe("12");
  expect(digitsOf("ㅁ1")).toBe("1");
});

test("A2: backspace empties this field, then the one before", () => {
  const digits = ["1", "2", "", "", "", ""];
  expect(takeBack({ digits, at: 1 })).toEqual({ digits: ["1", "", "", "", "", ""], at: 1 });
  expect(takeBack({ digits, at: 2 })).toEqual({ digits: ["1", "", "", "", "", ""], at: 1 });
  expect(takeBack({ digits: none, at: 0 })).toEqual({ digits: none, at: 0 });
});
