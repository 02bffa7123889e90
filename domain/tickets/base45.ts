// Base45 (RFC 9285), the alphabet of a QR code's alphanumeric mode: two bytes in three characters of five and a half bits.
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const BASE = 45;
const VALUES = new Map([...ALPHABET].map((char, value) => [char, value]));

export function toBase45(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length;
    let rest = pair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0);
    for (let i = 0; i < (pair ? 3 : 2); i++) {
      text += ALPHABET.charAt(rest % BASE);
      rest = Math.floor(rest / BASE);
    }
  }
  return text;
}

/** Null for what nobody writes so: a foreign character, a length that cannot be, a group past its bytes. */
export function fromBase45(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0));
  for (let at = 0, to = 0; at < text.length; at += 3) {
    const group = [...text.slice(at, at + 3)].map((char) => VALUES.get(char));
    let value = 0;
    for (const digit of group.reverse()) {
      if (digit === undefined) return null;
      value = value * BASE + digit;
    }
    const pair = group.length === 3;
    if (value > (pair ? 0xffff : 0xff)) return null;
    if (pair) bytes[to++] = value >> 8;
    bytes[to++] = value & 0xff;
  }
  return bytes;
}
