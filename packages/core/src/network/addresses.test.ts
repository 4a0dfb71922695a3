import { describe, expect, it } from "vitest";
import { formatRange, parseAddress, parseCidr, rangesWithout } from "./addresses.ts";

describe("an address", () => {
  it.each([
    ["10.0.0.1", "10.0.0.1"],
    // As Go's sloppy parser: leading zeros are no octal numbers.
    ["010.000.0.01", "10.0.0.1"],
    ["::", "::"],
    ["::1", "::1"],
    ["2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["1:0:0:0:2:0:0:0", "1::2:0:0:0"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
  ])("%s is %s", (text, shown) => {
    const address = parseAddress(text);
    const range = address && { family: address.family, first: address.value, last: address.value };
    expect(range && formatRange(range)).toBe(`${shown}-${shown}`);
  });

  it.each([
    "",
    "10.0.0",
    "10.0.0.256",
    "10.0.0.1.1",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "12345::",
    "g::",
    ":",
    "1:2:3:4:5:6:7:8:9",
    "::1.2.3.256",
  ])("%j is none", (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
});

describe("a range in CIDR notation", () => {
  it.each([
    ["10.0.0.0/8", "10.0.0.0-10.255.255.255"],
    ["10.1.2.3/8", "10.0.0.0-10.255.255.255"],
    ["0.0.0.0/0", "0.0.0.0-255.255.255.255"],
    ["192.0.2.1/32", "192.0.2.1-192.0.2.1"],
    ["fd00::/8", "fd00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
    ["::ffff:10.0.0.0/104", "10.0.0.0-10.255.255.255"],
  ])("%s is %s", (text, shown) => {
    const range = parseCidr(text);
    expect(range && formatRange(range)).toBe(shown);
  });

  it.each([
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "::/129",
    "/8",
    "10.0.0.0/8/8",
    "10.0.0.0/ 8",
  ])("%j is none", (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

describe("a range without others", () => {
  const shown = (range: string, ...holes: string[]): readonly string[] => {
    const parsed = [range, ...holes].flatMap((text) => parseCidr(text) ?? []);
    const [first, ...rest] = parsed;
    return first ? rangesWithout(first, rest).map(formatRange) : [];
  };

  it("is what is left, in order, whatever the order of the others", () => {
    expect(shown("10.0.0.0/24", "10.0.0.128/26", "10.0.0.0/26")).toEqual([
      "10.0.0.64-10.0.0.127",
      "10.0.0.192-10.0.0.255",
    ]);
  });

  it("is empty without all of it, and whole without nothing", () => {
    expect(shown("10.0.0.0/24", "10.0.0.0/25", "10.0.0.128/25")).toEqual([]);
    expect(shown("10.0.0.0/24")).toEqual(["10.0.0.0-10.0.0.255"]);
    expect(shown("10.0.0.0/24", "10.0.0.0/25", "10.0.0.0/26")).toEqual(["10.0.0.128-10.0.0.255"]);
  });
});
