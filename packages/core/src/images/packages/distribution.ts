import type { Distribution } from "../model.ts";

/** Where an image says which distribution it is, the best place first. */
export const DISTRIBUTION_FILES: readonly string[] = [
  "etc/os-release",
  "usr/lib/os-release",
  "etc/alpine-release",
  "etc/redhat-release",
  "etc/debian_version",
];

/** Reads os-release(5), or an older file that holds the release alone; undefined where it says nothing. */
export function readDistribution(path: string, text: string): Distribution | undefined {
  if (!path.endsWith("os-release")) return OLDER.get(path)?.(text.slice(0, 1000).trim());
  const fields = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, key, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim()) ?? [];
    if (key !== undefined && value !== undefined) fields.set(key, unquoted(value));
  }
  const field = (key: string): string => fields.get(key) ?? "";
  return field("ID") === ""
    ? undefined
    : {
        id: field("ID").toLowerCase(),
        version: field("VERSION_ID"),
        name: field("PRETTY_NAME"),
        codename: field("VERSION_CODENAME"),
      };
}

const OLDER: ReadonlyMap<string, (text: string) => Distribution | undefined> = new Map([
  [
    "etc/alpine-release",
    (text: string) => released("alpine", /^\d[\w.]*/.exec(text)?.[0], `Alpine Linux ${text}`),
  ],
  [
    "etc/redhat-release",
    (text: string) => {
      const id = /^(?:centos|fedora|almalinux|rocky)/i.exec(text)?.[0].toLowerCase() ?? "rhel";
      return released(id, /release (\d[\d.]*)/.exec(text)?.[1], text);
    },
  ],
  [
    "etc/debian_version",
    (text: string) => released("debian", /^(\d+)/.exec(text)?.[1], `Debian ${text}`),
  ],
]);

function released(id: string, version: string | undefined, name: string): Distribution | undefined {
  return version === undefined ? undefined : { id, version, name, codename: "" };
}

function unquoted(value: string): string {
  const [, double, single] = /^"(.*)"$|^'(.*)'$/.exec(value) ?? [];
  if (single !== undefined) return single;
  return double === undefined ? value : double.replaceAll(/\\(["\\$`])/g, "$1");
}
