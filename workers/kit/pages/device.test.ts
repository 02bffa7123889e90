// Devices as their owners know them.
import { expect, test } from "vitest";
import { deviceName } from "./device.ts";

const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0";

test("A3: a device is called by its browser and its system", () => {
  const named: readonly (readonly [string, string | null])[] = [
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, "Chrome · Windows"],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/153.0`, "Edge · Windows"],
    [`Mozilla/5.0 (Linux; Android 15; SM-S931N) ${CHROME} Mobile Safari/537.36`, "Chrome · Android"],
    [`Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28.0 ${CHROME}`, "Samsung Internet · Android"],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1",
      "Safari · iPhone",
    ],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Mac"],
    ["curl/8.5.0", null],
    ["", null],
  ];
  for (const [user_agent, name] of named) expect(deviceName(user_agent), user_agent).toBe(name);
});
