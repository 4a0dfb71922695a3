import { expect, test } from "vitest";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { Package } from "../model.ts";
import { packageOfPurl } from "../read-package.ts";
import { matchPackages } from "./match.ts";
import { advisoriesInMemory } from "./memory.ts";
import { readOsv } from "./osv.ts";

const DEBIAN = { id: "debian", version: "12", name: "", codename: "bookworm" };

/** A record about one CVE: `ID CVE ECOSYSTEM NAME [FIX]`. */
function record(text: string): JsonObject {
  const [id = "", cve = "", ecosystem = "", name = "", fixed] = text.split(" ");
  const end = fixed === undefined ? [] : [{ fixed }];
  return {
    id,
    ...(id.startsWith("GHSA") ? { aliases: [cve] } : { upstream: [cve] }),
    affected: [
      {
        package: { ecosystem, name },
        ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, ...end] }],
      },
    ],
  };
}

function given(purl: string): Package {
  return packageOfPurl(purl) ?? expect.fail();
}

const OWNER = given("pkg:deb/debian/python3-requests@2.28.1%2Bdfsg-1%2Bdeb12u1?upstream=requests");
const LIBRARY: Package = { ...given("pkg:pypi/requests@2.28.1"), installedBy: "python3-requests" };
const SOURCE = advisoriesInMemory(
  [
    record("GHSA-1 CVE-2023-1 PyPI requests 2.31.0"),
    record("DEBIAN-CVE-2023-1 CVE-2023-1 Debian:12 requests 2.28.1+dfsg-1+deb12u1"),
    record("GHSA-2 CVE-2024-2 PyPI requests 2.32.0"),
    record("DEBIAN-CVE-2024-2 CVE-2024-2 Debian:12 requests"),
    record("GHSA-3 CVE-2024-3 PyPI requests 2.32.4"),
  ].flatMap((one) => readOsv(one) ?? []),
);

function told(packages: readonly Package[], distribution: typeof DEBIAN | undefined): string[] {
  return matchPackages(packages, distribution, SOURCE).matches.map(
    ({ vulnerability, package: item }) => `${vulnerability} ${item.type}`,
  );
}

test("of a library that the distribution installed, the distribution's word counts; where it is silent, the library's own", () => {
  // CVE-2023-1 is fixed by a backport, CVE-2024-2 told of Debian's package, CVE-2024-3 known to PyPI alone.
  expect(told([OWNER, LIBRARY], DEBIAN)).toStrictEqual(["CVE-2024-2 deb", "CVE-2024-3 pypi"]);
});

test("nothing is left out where nobody speaks for the distribution", () => {
  const all = ["CVE-2023-1 pypi", "CVE-2024-2 pypi", "CVE-2024-3 pypi"];
  expect(told([OWNER, LIBRARY], { ...DEBIAN, version: "13" })).toStrictEqual(all);
  expect(told([OWNER, LIBRARY], undefined)).toStrictEqual(all);
  expect(told([LIBRARY], DEBIAN)).toStrictEqual(all);
  expect(told([OWNER, given("pkg:pypi/requests@2.28.1")], DEBIAN)).toStrictEqual([
    "CVE-2024-2 deb",
    "CVE-2023-1 pypi",
    "CVE-2024-2 pypi",
    "CVE-2024-3 pypi",
  ]);
});
