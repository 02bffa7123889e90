// The island of every page: clocks that count from the server's time, the fan's own zone, the theme, short messages.
import { offerPrinting } from "../print-button.ts";
import { stepAside } from "./action-bar.ts";
import { startClocks } from "./clocks.ts";
import { offerCopying } from "./copying.ts";
import { showFanTimes, showOwnTimes } from "./fan-times.ts";
import { rememberZone } from "./fan-zone.ts";
import { rememberTheme } from "./theme.ts";
import { watchConnection } from "./toasts.ts";

startClocks();
stepAside();
showFanTimes();
showOwnTimes();
rememberZone();
rememberTheme();
watchConnection();
offerPrinting();
offerCopying();
