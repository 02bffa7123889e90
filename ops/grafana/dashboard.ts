// The dashboard as Grafana imports it, made of its rows: `npm run ops -- dashboard`.
import { MARKS, type PanelOf, ROWS, SHOW_VARIABLE } from "./panels.ts";

/** Grafana asks for it when the file is imported. */
const INPUT = "DS_PROMETHEUS";
const SOURCE = { type: "prometheus", uid: `\${${INPUT}}` };
/** Links and bookmarks lead by it: never changed. */
const UID = "fairline-sale";
const COLUMNS = 24;
const HEIGHTS: Readonly<Record<PanelOf["kind"], number>> = { timeseries: 8, stat: 4 };

export const dashboard = (): string => `${JSON.stringify(sheet(), null, 2)}\n`;

function sheet() {
  return {
    __inputs: [
      {
        name: INPUT,
        label: "Prometheus",
        type: "datasource",
        pluginId: "prometheus",
        pluginName: "Prometheus",
      },
    ],
    __requires: [{ type: "datasource", id: "prometheus", name: "Prometheus", version: "1.0.0" }],
    uid: UID,
    title: "Fairline: a sale",
    tags: ["fairline"],
    schemaVersion: 39,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: "15s",
    time: { from: "now-1h", to: "now" },
    timezone: "browser",
    annotations: {
      list: MARKS.map((mark) => ({
        ...mark,
        datasource: SOURCE,
        enable: true,
        iconColor: mark.color,
        titleFormat: mark.name,
        textFormat: "{{show}}",
      })),
    },
    templating: {
      list: [
        {
          name: "show",
          label: "Show",
          type: "query",
          datasource: SOURCE,
          query: { query: SHOW_VARIABLE, refId: "show" },
          definition: SHOW_VARIABLE,
          refresh: 2,
          multi: true,
          includeAll: true,
          allValue: ".*",
          current: { text: "All", value: "$__all" },
        },
      ],
    },
    panels: panels(),
  };
}

function panels() {
  const placed: object[] = [];
  let y = 0;
  for (const { title, panels } of ROWS) {
    placed.push({
      id: placed.length + 1,
      type: "row",
      title,
      collapsed: false,
      gridPos: { x: 0, y, w: COLUMNS, h: 1 },
      panels: [],
    });
    y += 1;
    let x = 0;
    let tallest = 0;
    for (const panel of panels) {
      if (x + panel.width > COLUMNS) {
        x = 0;
        y += tallest;
        tallest = 0;
      }
      const h = HEIGHTS[panel.kind];
      placed.push(panelOf(panel, { id: placed.length + 1, gridPos: { x, y, w: panel.width, h } }));
      x += panel.width;
      tallest = Math.max(tallest, h);
    }
    y += tallest;
  }
  return placed;
}

function panelOf({ title, about, kind, unit, queries, stacked = false, bad_from }: PanelOf, place: object) {
  const steps = [
    { color: "green", value: null },
    ...(bad_from === undefined ? [] : [{ color: "red", value: bad_from }]),
  ];
  return {
    ...place,
    type: kind,
    title,
    description: about,
    datasource: SOURCE,
    targets: queries.map(({ expr, legend }, i) => ({
      refId: String.fromCharCode("A".charCodeAt(0) + i),
      datasource: SOURCE,
      expr,
      legendFormat: legend,
      ...(kind === "stat" ? { instant: true } : {}),
    })),
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        thresholds: { mode: "absolute", steps },
        custom:
          kind === "stat" ? {} : { fillOpacity: stacked ? 40 : 8, stacking: { mode: stacked ? "normal" : "none" } },
      },
      overrides: [],
    },
    options: kind === "stat" ? { colorMode: "value", textMode: "value_and_name" } : { tooltip: { mode: "multi" } },
  };
}
