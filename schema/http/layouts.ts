// Drawing halls over HTTP: plans from elsewhere brought in and taken out, and what a new layout would change.
import * as z from "zod/mini";
import { layoutInput, sectionInput } from "../layout.ts";
import { layoutAnswer } from "./catalogue.ts";
import { countInt } from "./common.ts";

export const planImportInput = z.object({
  format: z.literal("pretix"),
  /** The plan as JSON, or the same as text; read part by part, so that whatever is bent can be reported. */
  plan: z.unknown(),
  /** Pieces of one row become one row; otherwise each piece keeps a label of its own. */
  join_rows: z.optional(z.boolean()),
});

export const planImportAnswer = z.object({
  sections: z.array(sectionInput),
  stage: z.nullable(z.required(layoutInput).shape.stage),
  focal_point: z.nullable(z.required(layoutInput).shape.focal_point),
  report: z.array(
    z.object({
      severity: z.enum(["info", "warning", "error"]),
      code: z.string(),
      path: z.string(),
      message: z.string(),
    }),
  ),
});

export const layoutQuery = z.object({ format: z.optional(z.enum(["fairline", "pretix"])) });

const place = z.object({ x: z.number(), y: z.number() });
/** The published format of a seating plan, as far as we write it. */
const pretixPlanAnswer = z.object({
  name: z.string(),
  size: z.object({ width: z.int(), height: z.int() }),
  categories: z.array(z.object({ name: z.string(), color: z.string() })),
  zones: z.array(
    z.object({
      name: z.string(),
      zone_id: z.string(),
      uuid: z.string(),
      position: place,
      rows: z.array(
        z.object({
          row_number: z.string(),
          row_number_position: z.string(),
          uuid: z.string(),
          position: place,
          seats: z.array(
            z.object({
              seat_guid: z.string(),
              seat_number: z.string(),
              position: place,
              category: z.string(),
              uuid: z.optional(z.string()),
            }),
          ),
        }),
      ),
      areas: z.array(z.unknown()),
    }),
  ),
});
export const layoutOrPlanAnswer = z.union([layoutAnswer, pretixPlanAnswer]);

const seatsInUse = z.object({
  showtime_id: z.string(),
  /** Held or sold now, the first of them. */
  seats: z.array(z.string()),
  /** The same seats as their tickets say it. */
  names: z.array(z.string()),
  /** All that are held or sold, standing places among them. */
  count: countInt,
});
export type SeatsInUse = z.infer<typeof seatsInUse>;

export const layoutPreviewAnswer = z.object({
  changes: z.object({
    added: countInt,
    removed: countInt,
    moved: countInt,
    regraded: countInt,
    relabelled: countInt,
  }),
  /** While there are any, the layout cannot be published. */
  in_use: z.array(seatsInUse),
  problems: z.array(
    z.object({
      severity: z.enum(["error", "warning"]),
      code: z.string(),
      message: z.string(),
      seats: z.array(z.string()),
    }),
  ),
});
