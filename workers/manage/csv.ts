// Lines of a table as spreadsheets read them: everything quoted, and nothing that they would run.

/**
 * What a spreadsheet may take for the beginning of a formula, also behind blanks and what is not seen, also in the wide and
 * small forms that some of them turn into the plain ones.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{C}]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212])/u;

const cell = (value: string | number): string => {
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return `"${text.replaceAll('"', '""')}"`;
};

export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(",")}\r\n`;
