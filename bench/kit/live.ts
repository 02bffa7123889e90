// A listener's socket of a measurement, without compression, which would cost the server four times the memory.
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

export type Heard = (text: string, at_ms: number) => void;
type Where = { readonly port: number; readonly path: string; readonly headers?: Readonly<Record<string, string>> };

/** Refused, it rejects with what was answered. */
export function listen({ port, path, headers = {} }: Where, heard: Heard): Promise<Socket> {
  const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", reject);
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n${own.join("")}` +
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
        `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`,
    );
    let pending: Buffer = Buffer.alloc(0);
    let upgraded = false;
    socket.on("data", (chunk: Buffer) => {
      const at_ms = performance.now();
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      if (!upgraded) {
        const head_end = pending.indexOf("\r\n\r\n");
        if (head_end < 0) return;
        if (!pending.toString("latin1", 0, head_end).startsWith("HTTP/1.1 101"))
          return reject(new Error(pending.toString("latin1", 0, 200)));
        upgraded = true;
        pending = pending.subarray(head_end + 4);
        resolve(socket);
      }
      pending = readFrames(pending, (text) => heard(text, at_ms));
    });
    socket.on("close", () => reject(new Error("the server closed a socket")));
  });
}

/** Unmasked text frames, as a server sends them; returns what is not whole yet. */
function readFrames(bytes: Buffer, tell: (text: string) => void): Buffer {
  let at = 0;
  while (bytes.length >= at + 2) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const head = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (bytes.length < at + head) break;
    const length =
      short === 126 ? bytes.readUInt16BE(at + 2) : short === 127 ? Number(bytes.readBigUInt64BE(at + 2)) : short;
    if (bytes.length < at + head + length) break;
    if (((bytes[at] ?? 0) & 0x0f) === 1) tell(bytes.toString("utf8", at + head, at + head + length));
    at += head + length;
  }
  return bytes.subarray(at);
}
