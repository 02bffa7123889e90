// What a browser calls itself, in the two words a person knows it by. Nothing is decided by it.
const BROWSERS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/KAKAOTALK/i, "KakaoTalk"],
  [/NAVER\(inapp/i, "NAVER"],
  [/Whale\//, "Whale"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/(Firefox|FxiOS)\//, "Firefox"],
  [/(Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/Version\/[\d.]+.*Safari\//, "Safari"],
];

const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/CrOS/, "ChromeOS"],
  [/Macintosh|Mac OS X/, "Mac"],
  [/Linux|X11/, "Linux"],
];

const nameIn = (list: typeof BROWSERS, user_agent: string): string | null =>
  list.find(([pattern]) => pattern.test(user_agent))?.[1] ?? null;

/** "Chrome · Windows"; null when it says neither. */
export function deviceName(user_agent: string): string | null {
  const names = [nameIn(BROWSERS, user_agent), nameIn(SYSTEMS, user_agent)].filter((name) => name !== null);
  return names.length === 0 ? null : names.join(" · ");
}
