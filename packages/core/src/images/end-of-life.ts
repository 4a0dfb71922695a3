import type { Distribution } from "./model.ts";

/**
 * The last day on which everybody gets security updates without a contract: the announcements of the distributions (Debian with its LTS, Red Hat until
 * the end of maintenance). Releases that are not here are not known.
 */
const LAST_DAYS: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  [
    "alpine",
    {
      "3.10": "2021-05-01",
      "3.11": "2021-11-01",
      "3.12": "2022-05-01",
      "3.13": "2022-11-01",
      "3.14": "2023-05-01",
      "3.15": "2023-11-01",
      "3.16": "2024-05-23",
      "3.17": "2024-11-22",
      "3.18": "2025-05-09",
      "3.19": "2025-11-01",
      "3.20": "2026-04-01",
      "3.21": "2026-11-01",
      "3.22": "2027-05-01",
    },
  ],
  ["almalinux", { "8": "2029-03-01", "9": "2032-05-31", "10": "2035-05-31" }],
  ["amzn", { "2018": "2023-12-31", "2": "2026-06-30", "2023": "2029-06-30" }],
  ["centos", { "6": "2020-11-30", "7": "2024-06-30", "8": "2024-05-31", "9": "2027-05-31" }],
  [
    "debian",
    {
      "8": "2020-06-30",
      "9": "2022-06-30",
      "10": "2024-06-30",
      "11": "2026-08-31",
      "12": "2028-06-30",
      "13": "2030-06-30",
    },
  ],
  ["fedora", { "38": "2024-05-21", "39": "2024-11-26", "40": "2025-05-13", "41": "2025-12-15" }],
  ["mariner", { "1": "2023-07-31", "2": "2025-07-31" }],
  ["ol", { "6": "2021-03-31", "7": "2024-12-31", "8": "2029-07-31", "9": "2032-06-30" }],
  [
    "opensuse-leap",
    { "15.3": "2022-12-31", "15.4": "2023-12-07", "15.5": "2024-12-31", "15.6": "2026-04-30" },
  ],
  [
    "rhel",
    {
      "6": "2020-11-30",
      "7": "2024-06-30",
      "8": "2029-05-31",
      "9": "2032-05-31",
      "10": "2035-05-31",
    },
  ],
  ["rocky", { "8": "2029-05-31", "9": "2032-05-31", "10": "2035-05-31" }],
  [
    "sles",
    {
      "12.5": "2024-10-31",
      "15.3": "2022-12-31",
      "15.4": "2023-12-31",
      "15.5": "2024-12-31",
      "15.6": "2025-12-31",
      "15.7": "2031-07-31",
    },
  ],
  [
    "ubuntu",
    {
      "14.04": "2019-04-30",
      "16.04": "2021-04-30",
      "18.04": "2023-05-31",
      "20.04": "2025-05-31",
      "22.04": "2027-04-30",
      "22.10": "2023-07-20",
      "23.04": "2024-01-25",
      "23.10": "2024-07-11",
      "24.04": "2029-05-31",
      "24.10": "2025-07-10",
      "25.04": "2026-01-15",
    },
  ],
]);

/** The last day of updates of a distribution's release, `2028-06-30`; undefined where it is not known, as of those that roll. */
export function endOfLifeOf({ id, version }: Distribution): string | undefined {
  const releases = LAST_DAYS.get(id);
  if (!releases) return undefined;
  const [major = "", minor] = version.split(".");
  const both = minor === undefined ? major : `${major}.${minor}`;
  for (const release of [both, major]) {
    if (Object.hasOwn(releases, release)) return releases[release];
  }
  return undefined;
}
