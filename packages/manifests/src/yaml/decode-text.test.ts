import { describe, expect, it } from "vitest";
import { decodeText } from "./decode-text.ts";

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

describe("decodeText", () => {
  it("reads UTF-8 with and without byte order mark", () => {
    expect(decodeText(bytes(0x61, 0xc3, 0xa9))).toEqual({ text: "aé" });
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61))).toEqual({ text: "a" });
    expect(decodeText(bytes())).toEqual({ text: "" });
  });

  it("reads UTF-16 by its byte order mark or by where its zeros are", () => {
    expect(decodeText(bytes(0xff, 0xfe, 0x61, 0, 0xe9, 0))).toEqual({ text: "aé" });
    expect(decodeText(bytes(0xfe, 0xff, 0, 0x61, 0, 0xe9))).toEqual({ text: "aé" });
    expect(decodeText(bytes(0x61, 0, 0x3a, 0))).toEqual({ text: "a:" });
    expect(decodeText(bytes(0, 0x61, 0, 0x3a))).toEqual({ text: "a:" });
  });

  it("says of everything else why it is no text", () => {
    expect(decodeText(bytes(0x61, 0xff, 0x62))).toEqual({
      problem: "The file is not text: its bytes are no valid UTF-8.",
    });
    expect(decodeText(bytes(0x7f, 0x45, 0x4c, 0x46, 0, 0, 1))).toEqual({
      problem: "The file is binary: it holds NUL characters.",
    });
    expect(decodeText(bytes(0xff, 0xfe, 0, 0xd8))).toEqual({
      problem: "The file is not text: its bytes are no valid UTF-16LE.",
    });
  });
});
