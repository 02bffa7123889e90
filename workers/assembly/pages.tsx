// Every page of the site. The account's come before all others, so that what is private stays out of every cache.
import type { Hono } from "hono";
import { mountBuyingPages } from "../buying/pages/routes.tsx";
import { mountCataloguePages } from "../catalogue/pages/routes.tsx";
import { mountDoorPages } from "../door/pages/routes.tsx";
import { mountNotificationPages } from "../inbox/pages/routes.tsx";
import { ApiDocsPage } from "../kit/api-docs/api-docs-page.tsx";
import type { AppEnv } from "../kit/env.ts";
import { page } from "../kit/pages/answer.tsx";
import { frameOf } from "../kit/pages/frame.ts";
import { preferences } from "../kit/pages/preferences.ts";
import type { OpenApiDocument } from "../kit/pages/view-models.ts";
import { mountLinePages } from "../line/pages/routes.tsx";
import { mountManagePages } from "../manage/pages/routes.tsx";
import { mountAccountPages } from "../people/pages/routes.tsx";
import { mountPracticePages } from "../practice/pages/routes.tsx";
import { mountLegalPages } from "../running/pages/legal-pages.tsx";
import { mountStatusPages } from "../running/pages/status-routes.tsx";
import { mountRoomPages } from "../seats/pages/routes.tsx";

export function mountPages(app: Hono<AppEnv>, openApi: () => Record<string, unknown>): void {
  mountAccountPages(app);
  mountManagePages(app);
  mountNotificationPages(app);
  mountBuyingPages(app);
  mountDoorPages(app);
  mountCataloguePages(app);
  mountLinePages(app);
  mountRoomPages(app);
  mountStatusPages(app);
  mountLegalPages(app);
  mountPracticePages(app);
  app.get("/docs", (c) => {
    const document = openApi() as unknown as OpenApiDocument;
    return page(c, <ApiDocsPage frame={frameOf(c, "docs.ts")} view={{ document }} />);
  });
  app.post("/preferences", preferences);
}
