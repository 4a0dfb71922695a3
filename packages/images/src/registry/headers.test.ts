import { expect, test } from "vitest";
import { parseChallenge } from "./challenge.ts";
import { proxyFor } from "./proxy.ts";
import { retryAfter } from "./refusals.ts";

test("challenges, waits and proxies are read as their standards have them", () => {
  expect(
    parseChallenge('Negotiate, Bearer realm="https://a/t",service="x\\"y"')?.parameters,
  ).toEqual(
    new Map([
      ["realm", "https://a/t"],
      ["service", 'x"y'],
    ]),
  );
  expect(parseChallenge("Digest realm=x")).toBeUndefined();
  expect(retryAfter({ "retry-after": "Thu, 01 Jan 1970 00:00:10 GMT" }, 4000)).toBe(6000);
  expect(retryAfter({ "retry-after": "soon" }, 0)).toBeUndefined();
  const environment = {
    HTTPS_PROXY: "http://proxy.example:3128",
    no_proxy: ".internal.example,10.0.0.1",
  };
  const through = (url: string): string | undefined => proxyFor(new URL(url), environment)?.host;
  expect(
    [
      "https://registry.example/",
      "https://a.internal.example/",
      "https://10.0.0.1/",
      "http://registry.example/",
      "https://localhost:1/",
    ].map(through),
  ).toEqual(["proxy.example:3128", undefined, undefined, undefined, undefined]);
});
