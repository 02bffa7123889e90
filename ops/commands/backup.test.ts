// Where a backup may go, and what is an address of a bucket.
import { describe, expect, it } from "vitest";
import { bucketOf, isBucketAddress } from "../backup/bucket.ts";
import { isOfAnother } from "./backup.ts";

describe("O5: where a backup may go", () => {
  it("O5: one of another deployment is told from one's own; a laptop's goes anywhere on laptops", () => {
    expect(isOfAnother("production", "https://staging.you.example", "https://tickets.you.example")).toBe(true);
    expect(isOfAnother("staging", "http://127.0.0.1:8787", "https://staging.you.example")).toBe(true);
    expect(isOfAnother("production", "https://tickets.you.example", "https://tickets.you.example")).toBe(false);
    expect(isOfAnother("local", "http://127.0.0.1:8787", "http://127.0.0.1:8788")).toBe(false);
  });

  it("O5: a place in a bucket has a bucket and a name, and stands there as one archive", () => {
    expect(isBucketAddress("~/fairline-backup")).toBe(false);
    expect(isBucketAddress("r2://fairline-backups/a")).toBe(true);
    expect(bucketOf("r2://fairline-backups/2026/11-28")).toEqual({
      name: "fairline-backups",
      key: "2026/11-28.tar.gz",
    });
  });

  it.each([
    "r2://",
    "r2://fairline-backups",
    "r2://fairline-backups/",
    "r2://Upper/a",
    "r2://fairline-backups/a/",
    "r2://b/a b",
  ])("O5: %s is no place in a bucket", (word) => {
    expect(() => bucketOf(word)).toThrow("r2://<bucket>/<name>");
  });
});
