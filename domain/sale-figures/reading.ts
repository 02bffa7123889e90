// One reading of a running sale: its figures with the paces and forecasts that follow from the moments before it.
import type { SaleFigures } from "./figures.ts";
import { type Moment, momentOf, type Rates, ratesOf } from "./history.ts";
import { type Forecast, forecastOf } from "./pace.ts";

export type Reading = SaleFigures & {
  readonly rates: Rates;
  /** Of everything that is not sold, and of each grade by itself. */
  readonly forecast: Forecast | null;
  readonly forecast_by_grade: Readonly<Record<string, Forecast>>;
};

export function readingOf(figures: SaleFigures, before: readonly Moment[]): Reading {
  const moments = [...before, momentOf(figures, null)];
  const forecast_by_grade: Record<string, Forecast> = {};
  for (const [grade, count] of Object.entries(figures.by_grade)) {
    const series = moments.map(({ at_ms, sold_by_grade }) => ({ at_ms, sold: sold_by_grade[grade] ?? 0 }));
    const forecast = figures.status === "OPEN" ? forecastOf(series, count.available + count.held) : null;
    if (forecast !== null) forecast_by_grade[grade] = forecast;
  }
  // A sale that stands still sells at no pace.
  const forecast = figures.status === "OPEN" ? forecastOf(moments, figures.available + figures.held) : null;
  return { ...figures, rates: ratesOf(moments), forecast, forecast_by_grade };
}
