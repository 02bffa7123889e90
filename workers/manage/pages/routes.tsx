// Where the pages of organisers and admins are mounted. None of them is kept in any cache.
import type { Hono } from "hono";
import type { AppEnv } from "../../kit/env.ts";
import { keepNowhere } from "../../kit/middleware/keep-nowhere.ts";
import { changeRole, changeStatus, personPage, usersPage } from "./admin-routes.tsx";
import { anyShowsPage, askStanding, doStanding } from "./any-shows-routes.tsx";
import { answerAppeal, appealsPage } from "./appeals-routes.tsx";
import { auditPage } from "./audit-routes.tsx";
import { askMessage, printPage, sendMessage } from "./buyers-routes.tsx";
import { doorsPage, endDoorPage, mailListPage, makeDoorPage, oneDoorPage } from "./doors-routes.tsx";
import { failuresPage, retryFailurePage } from "./failures-routes.tsx";
import { layoutEditorPage } from "./layout-editor-routes.tsx";
import { askSaleAct, doSaleAct, liveSalePage } from "./live-sale-routes.tsx";
import { mountMakingPages } from "./making/mount.ts";
import { ownShowsPage } from "./own-shows-routes.tsx";
import {
  askCancel,
  askRefunds,
  doCancel,
  doRefunds,
  jobPage,
  purchasesPage,
  retryJobPage,
} from "./purchases-routes.tsx";
import { askCopyAct, doCopyAct, rehearsalLivePage } from "./rehearsal-live-routes.tsx";
import {
  beginRehearsal,
  compareRehearsals,
  rehearsalPage,
  rehearsalsPage,
  removeRehearsal,
} from "./rehearsal-routes.tsx";
import { manageReturnsPage, saveReturns } from "./returns-routes.tsx";
import { findStory, storyPage } from "./story-routes.tsx";

export function mountManagePages(app: Hono<AppEnv>): void {
  for (const path of ["/admin/*", "/manage", "/manage/*"]) app.use(path, keepNowhere);
  app.get("/manage", ownShowsPage);
  mountMakingPages(app);
  app.get("/manage/venues/:venue_id/layout", layoutEditorPage);
  app.get("/manage/shows/:show_id/live", liveSalePage);
  app.get("/manage/shows/:show_id/live/ask", askSaleAct);
  app.post("/manage/shows/:show_id/live/ask", askSaleAct);
  app.post("/manage/shows/:show_id/live/act", doSaleAct);
  app.get("/manage/shows/:show_id/rehearsals", rehearsalsPage);
  app.post("/manage/shows/:show_id/rehearsals", beginRehearsal);
  app.get("/manage/shows/:show_id/rehearsals/compare", compareRehearsals);
  app.get("/manage/shows/:show_id/rehearsals/:rehearsal_id", rehearsalPage);
  app.post("/manage/shows/:show_id/rehearsals/:rehearsal_id/deletion", removeRehearsal);
  app.get("/manage/shows/:show_id/rehearsals/:rehearsal_id/live", rehearsalLivePage);
  app.get("/manage/shows/:show_id/rehearsals/:rehearsal_id/live/ask", askCopyAct);
  app.post("/manage/shows/:show_id/rehearsals/:rehearsal_id/live/act", doCopyAct);
  app.get("/manage/shows/:show_id/doors", doorsPage);
  app.post("/manage/shows/:show_id/doors", makeDoorPage);
  app.get("/manage/shows/:show_id/doors/:door_id", oneDoorPage);
  app.post("/manage/shows/:show_id/doors/:door_id/end", endDoorPage);
  app.post("/manage/shows/:show_id/showtimes/:showtime_id/door-list/mail", mailListPage);
  app.get("/manage/shows/:show_id/purchases", purchasesPage);
  app.get("/manage/shows/:show_id/message", askMessage);
  app.post("/manage/shows/:show_id/message", sendMessage);
  app.get("/manage/shows/:show_id/print", printPage);
  app.get("/manage/shows/:show_id/returns", manageReturnsPage);
  app.post("/manage/shows/:show_id/returns", saveReturns);
  app.get("/manage/shows/:show_id/appeals", appealsPage);
  app.post("/manage/shows/:show_id/appeals", answerAppeal);
  app.get("/manage/shows/:show_id/refunds", askRefunds);
  app.post("/manage/shows/:show_id/refunds", doRefunds);
  app.get("/manage/shows/:show_id/cancel", askCancel);
  app.post("/manage/shows/:show_id/cancel", doCancel);
  app.get("/manage/shows/:show_id/jobs/:job_id", jobPage);
  app.post("/manage/shows/:show_id/jobs/:job_id/retries", retryJobPage);
  app.get("/manage/bookings", findStory);
  app.get("/manage/bookings/:number", storyPage);
  app.get("/admin", (c) => c.redirect("/admin/users", 302));
  app.get("/admin/users", usersPage);
  app.get("/admin/users/:user_id", personPage);
  app.post("/admin/users/:user_id/role", changeRole);
  app.post("/admin/users/:user_id/status", changeStatus);
  app.get("/admin/shows", anyShowsPage);
  app.get("/admin/shows/:show_id/status", askStanding);
  app.post("/admin/shows/:show_id/status", doStanding);
  app.get("/admin/failures", failuresPage);
  app.post("/admin/failures", retryFailurePage);
  app.get("/admin/audit", auditPage);
}
