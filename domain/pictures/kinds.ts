// What a picture is, by its own bytes: its kind and its size in pixels. What a request says of it is compared, not believed.
export const PICTURE_TYPES = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/svg+xml": "svg",
} as const;
export type PictureType = keyof typeof PICTURE_TYPES;

export const isPictureType = (type: string): type is PictureType => Object.hasOwn(PICTURE_TYPES, type);

/** Unpacked, a picture of this many pixels is 100 MB in a fan's phone; posters are a tenth of it. */
const SIDE_MAX = 8_192;
const PIXELS_MAX = 25_000_000;

export type Size = { readonly width: number; readonly height: number };
type Bytes = Uint8Array<ArrayBufferLike>;
type Whole = {
  readonly size: Size /** Where the picture ends: what stands behind it is cut off. */;
  readonly end: number;
};

/** The picture's own bytes, without what somebody hung behind it; null where this is no such picture. */
export function readRaster(type: Exclude<PictureType, "image/svg+xml">, bytes: Bytes): Bytes | null {
  const whole = READERS[type](bytes);
  if (whole === null) return null;
  const { width, height } = whole.size;
  const fits = width > 0 && height > 0 && width <= SIDE_MAX && height <= SIDE_MAX && width * height <= PIXELS_MAX;
  return fits ? bytes.subarray(0, whole.end) : null;
}

const READERS = { "image/png": readPng, "image/jpeg": readJpeg, "image/webp": readWebp } as const;

const viewOf = (bytes: Bytes): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const textAt = (bytes: Bytes, at: number, length = 4): string =>
  String.fromCharCode(...bytes.subarray(at, Math.min(bytes.length, at + length)));

const PNG_MARK = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Chunk by chunk: the head first, some picture, the end. */
function readPng(bytes: Bytes): Whole | null {
  if (bytes.length < 33 || PNG_MARK.some((byte, i) => bytes[i] !== byte) || textAt(bytes, 12) !== "IHDR") return null;
  const view = viewOf(bytes);
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  let drawn = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const kind = textAt(bytes, at + 4);
    at += 12 + view.getUint32(at);
    if (at > bytes.length) return null;
    if (kind === "IDAT") drawn = true;
    if (kind === "IEND") return drawn ? { size, end: at } : null;
  }
  return null;
}

/** The frame's head says the size. SOF2 is progressive; C4, C8 and CC are none. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function readJpeg(bytes: Bytes): Whole | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const view = viewOf(bytes);
  let size: Size | null = null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) return size === null ? null : endOfJpeg(bytes, at, size);
    if (isFrame(marker) && at + 9 <= bytes.length) {
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** A progressive picture has many scans: the last end mark is its end. */
function endOfJpeg(bytes: Bytes, from: number, size: Size): Whole | null {
  for (let at = bytes.length - 2; at > from; at--) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return { size, end: at + 2 };
  }
  return null;
}

const uint24 = (bytes: Bytes, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);

function readWebp(bytes: Bytes): Whole | null {
  if (bytes.length < 30 || textAt(bytes, 0) !== "RIFF" || textAt(bytes, 8) !== "WEBP") return null;
  const view = viewOf(bytes);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length || end < 30) return null;
  const size = sizeOfWebp(bytes, view);
  return size === null ? null : { size, end };
}

function sizeOfWebp(bytes: Bytes, view: DataView): Size | null {
  switch (textAt(bytes, 12)) {
    case "VP8X":
      return { width: 1 + uint24(bytes, 24), height: 1 + uint24(bytes, 27) };
    case "VP8L": {
      if (bytes[20] !== 0x2f) return null;
      const packed = view.getUint32(21, true);
      return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
    }
    case "VP8 ":
      if (uint24(bytes, 23) !== 0x2a019d) return null;
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return null;
  }
}
