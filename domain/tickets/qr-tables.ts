// Level M of QR codes, versions 1 to 15 (ISO/IEC 18004): how many codewords, in how many blocks, and where the marks stand.

export type QrVersion = {
  readonly version: number;
  readonly modules: number;
  readonly codewords: number;
  readonly blocks: number;
  readonly checks_per_block: number;
  readonly alignments: readonly number[];
};

/** Codewords in all, blocks, check codewords of each block, centres of the alignment marks. */
const LEVEL_M: readonly (readonly [number, number, number, readonly number[]])[] = [
  [26, 1, 10, []],
  [44, 1, 16, [6, 18]],
  [70, 1, 26, [6, 22]],
  [100, 2, 18, [6, 26]],
  [134, 2, 24, [6, 30]],
  [172, 4, 16, [6, 34]],
  [196, 4, 18, [6, 22, 38]],
  [242, 4, 22, [6, 24, 42]],
  [292, 5, 22, [6, 26, 46]],
  [346, 5, 26, [6, 28, 50]],
  [404, 5, 30, [6, 30, 54]],
  [466, 8, 22, [6, 32, 58]],
  [532, 9, 22, [6, 34, 62]],
  [581, 9, 24, [6, 26, 46, 66]],
  [655, 10, 24, [6, 26, 48, 70]],
];

export const QR_VERSIONS: readonly QrVersion[] = LEVEL_M.map(
  ([codewords, blocks, checks_per_block, alignments], i) => ({
    version: i + 1,
    modules: 21 + 4 * i,
    codewords,
    blocks,
    checks_per_block,
    alignments,
  }),
);

export const dataCodewords = ({ codewords, blocks, checks_per_block }: QrVersion): number =>
  codewords - blocks * checks_per_block;

/** The count of bytes takes one byte up to version 9 and two from there on. */
export const countBits = ({ version }: QrVersion): number => (version < 10 ? 8 : 16);

/** Mode and count before the text. */
export const bytesMax = (version: QrVersion): number =>
  Math.floor((dataCodewords(version) * 8 - 4 - countBits(version)) / 8);
