/** @jsxImportSource preact */
// Every component renders on the server, without a style attribute or a script, in both languages.
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../schema/http/words.ts";
import { GRADES } from "../../schema/layout.ts";
import { Badge } from "./badge.tsx";
import { Button, LinkButton } from "./button.tsx";
import { DataTable } from "./console/data-table.tsx";
import { Countdown } from "./countdown.tsx";
import { Dialog } from "./dialog.tsx";
import { Field, Select } from "./field.tsx";
import { GradeChip } from "./grade-chip.tsx";
import { Icon } from "./icon.tsx";
import { LineRule } from "./line-rule.tsx";
import { Breadcrumb, Pagination, Tabs } from "./navigation.tsx";
import { PriceTable, SeatsLeft } from "./prices.tsx";
import { ShowTile } from "./show-tile.tsx";
import { RowSkeletons, TileSkeletons } from "./skeletons.tsx";
import { EmptyState, ErrorState, Notice } from "./states.tsx";
import { Ticket } from "./ticket.tsx";
import { Toasts } from "./toasts.tsx";

const rows = [
  { id: "a", name: "VIP", left: 12 },
  { id: "b", name: "R", left: 0 },
];

const sheet = (language: "ko" | "en") => (
  <div>
    <Badge status="PAUSED" language={language} />
    <Button kind="primary" busy>
      Pay
    </Button>
    <LinkButton href="/x" icon="arrow">
      On
    </LinkButton>
    <Countdown untilMs={200_000} nowMs={0} language={language} done="now" />
    <Field id="mail" name="mail" type="email" label="Mail" hint="h" error="e" />
    <Select id="grade" name="grade" label="Grade" value="R" options={[{ value: "R", label: "R" }]} />
    {GRADES.map((grade) => (
      <GradeChip key={grade} grade={grade} language={language} />
    ))}
    <Icon name="bell" label="bell" />
    <LineRule share={0.4} label="40 of 100" />
    <Breadcrumb crumbs={[{ label: "a", href: "/a" }, { label: "b" }]} language={language} />
    <Tabs label="t" tabs={[{ label: "a", href: "/a", current: true }]} />
    <Pagination nextHref="/n" firstHref="/f" language={language} />
    <PriceTable prices={[{ grade: "R", price_krw: 99_000 }]} language={language} />
    <SeatsLeft left={{ VIP: 1, R: 0 }} total={{ VIP: 400, R: 10 }} language={language} />
    <ShowTile
      href="/s"
      title="Show"
      genre="CONCERT"
      status="OPEN"
      posterUrl="/p.svg"
      venueName="Hall"
      dates="today"
      price="1"
      language={language}
    />
    <TileSkeletons count={2} language={language} />
    <RowSkeletons count={2} language={language} />
    <EmptyState title="none" text="t" />
    <ErrorState title="broken" requestId="r1" language={language} />
    <Notice tone="live" language={language}>
      now
    </Notice>
    <DataTable
      caption="Seats"
      columns={[
        { id: "name", title: "Grade", cell: (row) => row.name, heading: true },
        { id: "left", title: "Left", cell: (row) => row.left, figures: true },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
    />
    <Ticket
      title="Show"
      date="today"
      venue="Hall"
      section="1F"
      row="A"
      seat="12"
      number="F-1"
      language={language}
      code={<span>code</span>}
    />
    <Toasts language={language} />
    <Dialog id="d" title="Sure?" language={language} actions={<Button kind="danger">Refund 3</Button>}>
      text
    </Dialog>
  </div>
);

describe("C6 components", () => {
  for (const language of LANGUAGES) {
    const html = renderToString(sheet(language));
    test(`C6: all render in ${language} without inline style or script`, () => {
      expect(html).not.toMatch(/\sstyle=|<script|\son[a-z]+=/);
    });
    test(`C6: nothing undefined reaches the page in ${language}`, () => {
      expect(html).not.toMatch(/undefined|NaN|\[object/);
    });
  }

  test("C3: one seat left still shows, none left shows nothing", () => {
    const bars = (left: number) =>
      renderToString(<SeatsLeft left={{ VIP: left }} total={{ VIP: 1000 }} language="en" />);
    expect(bars(1)).toContain('width="1.5%"');
    expect(bars(0)).toContain('width="0%"');
    expect(renderToString(<SeatsLeft left={null} language="en" />)).toContain("counting");
  });

  test("C1: a countdown reads as sent, and says when its time has come", () => {
    const at = (nowMs: number) =>
      renderToString(<Countdown untilMs={60_000} nowMs={nowMs} language="ko" done="열렸어요" />);
    expect(at(59_999)).toContain("1초 남음");
    expect(at(60_000)).toContain("열렸어요");
  });

  test("C6: an error is tied to its field and announced as wrong", () => {
    const html = renderToString(<Field id="mail" name="mail" label="Mail" error="Write it like name@example.com" />);
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('aria-describedby="mail-error"');
  });
});
