import { expect, it } from "vitest";
import { showPatch } from "./catalogue.ts";

const accepts = (poster: string): boolean => showPatch.safeParse({ poster }).success;

it.each([
  "/auth/google/start",
  "/%61uth/google/start",
  "/%2561uth/google/start",
  "/Auth/google/start",
  "/v1/api/shows",
  "/sandbox",
  "/x/../auth/google/start",
  "/x/%2e%2e/auth",
  "/.",
  "/..?x=1",
  "//evil.example/a.png",
  "/.//evil.example/a.png",
  "/\\evil.example/a.png",
  "/a b.png",
  "/a\u0000.png",
  '/a"onerror="x.png',
  "https://evil.example/a.png",
  "a.png",
])("C1: %j is no poster: whoever looked at the show would walk that road", (poster) => {
  expect(accepts(poster)).toBe(false);
});

it.each(["/posters/show_x.svg", "/posters/show_x.svg?motif=moon&palette=3", "/assets/a-1.b2c.png", "/posters/..a.png"])(
  "C1: %j is a poster",
  (poster) => {
    expect(accepts(poster)).toBe(true);
  },
);
