import { describe, expect, it } from "vitest";
import { parseIp, parseNetwork } from "./ip-address.ts";

describe("addresses", () => {
  it("are four octets, or eight groups with one gap", () => {
    expect(parseIp("10.0.0.1")).toEqual({ family: 4, value: 0x0a000001n, isSloppy: false });
    expect(parseIp("fd00::1")).toEqual({
      family: 6,
      value: (0xfd00n << 112n) | 1n,
      isSloppy: false,
    });
    expect(parseIp("::")).toEqual({ family: 6, value: 0n, isSloppy: false });
    for (const text of [
      "",
      "10.0.0",
      "10.0.0.256",
      "1::2::3",
      "1:2:3:4:5:6:7:8::",
      "fe80::1%eth0",
    ]) {
      expect(parseIp(text)).toBeUndefined();
    }
  });

  it("are sloppy with leading zeros, or mapped into IPv6", () => {
    expect(parseIp("010.0.0.1")).toEqual({ family: 4, value: 0x0a000001n, isSloppy: true });
    expect(parseIp("::ffff:10.0.0.1")).toEqual({ family: 4, value: 0x0a000001n, isSloppy: true });
  });
});

describe("networks", () => {
  it("begin at their first address", () => {
    expect(parseNetwork("10.1.0.0/8")).toEqual({
      family: 4,
      value: 0x0a000000n,
      length: 8,
      prefix: 8,
      isSloppy: false,
      hasHostBits: true,
    });
    expect(parseNetwork("fd00::/8")?.hasHostBits).toBe(false);
    for (const text of ["10.0.0.0", "10.0.0.0/33", "fd00::/129", "10.0.0.0/-1", "/8"]) {
      expect(parseNetwork(text)).toBeUndefined();
    }
  });

  it("count the bits of IPv4 where that is mapped into IPv6", () => {
    expect(parseNetwork("::ffff:10.0.0.0/104")).toEqual({
      family: 4,
      value: 0x0a000000n,
      length: 8,
      prefix: 104,
      isSloppy: true,
      hasHostBits: false,
    });
  });
});
