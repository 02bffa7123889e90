// The peer's server, a process of its own: the same join, place and admission over HTTP, kept in Redis by a sorted set and
// scripts. Node's own server and one pipelined connection, with no framework, no signatures, no log: as cheap as it can be.
// Asked with two ports: where Redis is, and where it is to listen itself.
import { createServer } from "node:http";
import { connect } from "node:net";

const STEP_MS = 1_000;
const BATCH = "20";
const JOIN = `
  local place = redis.call('ZSCORE', KEYS[1], ARGV[1])
  if not place then
    place = redis.call('INCR', KEYS[2])
    redis.call('ZADD', KEYS[1], place, ARGV[1])
  end
  return place .. ' ' .. (redis.call('GET', KEYS[3]) or '0')`;
const PLACE = `
  local place = redis.call('ZSCORE', KEYS[1], ARGV[1])
  return (place or '0') .. ' ' .. (redis.call('GET', KEYS[3]) or '0')`;
const ADMIT = `
  local last = tonumber(redis.call('GET', KEYS[2]) or '0')
  local head = math.min(last, tonumber(redis.call('GET', KEYS[3]) or '0') + tonumber(ARGV[1]))
  redis.call('SET', KEYS[3], head)
  return tostring(head)`;
const KEYS = ["3", "line", "place", "head"] as const;

const [redis_port, port] = process.argv.slice(2).map(Number);

/** Answers come in the order of the questions: one connection, everything pipelined. */
function redisAt(at: number): (...command: readonly string[]) => Promise<string> {
  const socket = connect(at, "127.0.0.1");
  socket.setNoDelay(true);
  const waiting: ((text: string) => void)[] = [];
  let pending = "";
  socket.on("data", (chunk: Buffer) => {
    pending += chunk.toString("latin1");
    for (let reply = /^(?:[+-]([^\r]*)\r\n|\$\d+\r\n([^\r]*)\r\n)/.exec(pending); reply !== null; ) {
      pending = pending.slice(reply[0].length);
      waiting.shift()?.(reply[1] ?? reply[2] ?? "");
      reply = /^(?:[+-]([^\r]*)\r\n|\$\d+\r\n([^\r]*)\r\n)/.exec(pending);
    }
  });
  return (...command) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
      socket.write(`*${command.length}\r\n${parts.join("")}`);
    });
}

const ask = redisAt(redis_port ?? 0);
const [join, place, admit] = await Promise.all([JOIN, PLACE, ADMIT].map((script) => ask("SCRIPT", "LOAD", script)));

async function answer(method: string, fan: string): Promise<string> {
  const script = method === "POST" ? join : place;
  const [position = 0, head = 0] = (await ask("EVALSHA", script ?? "", ...KEYS, fan)).split(" ").map(Number);
  const state = position === 0 ? "NONE" : position <= head ? "ADMITTED" : "WAITING";
  return JSON.stringify({ state, position, ahead: Math.max(0, position - 1 - head), poll_after_ms: 2_000 });
}

setInterval(() => void ask("EVALSHA", admit ?? "", ...KEYS, BATCH), STEP_MS).unref();
createServer(({ method = "GET", headers }, response) => {
  void answer(method, String(headers["x-fan"])).then((body) => {
    response.writeHead(method === "POST" ? 201 : 200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    });
    response.end(body);
  });
}).listen(port, "127.0.0.1");
