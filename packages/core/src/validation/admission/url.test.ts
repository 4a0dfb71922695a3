import { describe, expect, it } from "vitest";
import { isUrl } from "./url.ts";

describe("isUrl", () => {
  it("takes what Go takes, which is nearly all", () => {
    for (const text of [
      "",
      "a",
      "/a b",
      "mailto:a",
      "https://[::1]:80/",
      "https://a:b@c",
      "x://a:1:2",
    ]) {
      expect([text, isUrl(text)]).toEqual([text, true]);
    }
  });

  it("refuses control characters, wrong escapes and hosts that are none", () => {
    const texts = [
      "a\n",
      ":a",
      "1a:b",
      "https://a b",
      "https://a/%zz",
      "https://[::1",
      "https://a:b",
    ];
    for (const text of texts) expect([text, isUrl(text)]).toEqual([text, false]);
  });
});
