// The one table of provider clients.
import type { Provider } from "../../../schema/http/people.ts";
import { google } from "./google.ts";
import { kakao } from "./kakao.ts";
import { naver } from "./naver.ts";
import type { ProviderClient } from "./provider.ts";

export const CLIENTS: Readonly<Record<Provider, ProviderClient>> = { google, kakao, naver };
