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

  it("reads bytes that are wrong in UTF-8 as U+FFFD, and says where the first is", () => {
    const message =
      "The file holds bytes that are no valid UTF-8; they are read as U+FFFD, as kubectl reads them.";
    const remark = (offset: number): object => ({ severity: "warning", message, offset });
    expect(decodeText(bytes(0x61, 0xe9, 0x62, 0xff))).toEqual({
      text: "a\ufffdb\ufffd",
      remark: remark(1),
    });
    // After a character of two bytes, a U+FFFD that is meant, and one byte of three.
    expect(decodeText(bytes(0xc3, 0xa9, 0xef, 0xbf, 0xbd, 0x62, 0xef, 0xbf, 0x62))).toEqual({
      text: "é\ufffdb\ufffdb",
      remark: remark(3),
    });
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61, 0xff))).toEqual({
      text: "a\ufffd",
      remark: remark(1),
    });
  });

  it("reads halves of characters in UTF-16 as U+FFFD, and a last byte alone", () => {
    const remark = (encoding: string, offset: number): object => ({
      severity: "warning",
      message: `The file holds bytes that are no valid ${encoding}; they are read as U+FFFD, as kubectl reads them.`,
      offset,
    });
    expect(decodeText(bytes(0xff, 0xfe, 0x61, 0, 0, 0xd8))).toEqual({
      text: "a\ufffd",
      remark: remark("UTF-16LE", 1),
    });
    expect(decodeText(bytes(0xfe, 0xff, 0, 0x61, 0))).toEqual({
      text: "a\ufffd",
      remark: remark("UTF-16BE", 1),
    });
  });

  it("says of everything else why it is no text", () => {
    expect(decodeText(bytes(0x7f, 0x45, 0x4c, 0x46, 0, 0, 1))).toEqual({
      problem: "The file is binary: it holds NUL characters.",
    });
  });
});
