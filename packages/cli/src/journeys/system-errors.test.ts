import { expect, it } from "vitest";
import { watertight } from "../../testing/watertight.ts";

const FILES = {
  "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: a}]}\n",
  "folder/x.yaml": "",
};

/** What stands in the way of a file that somebody named, and the sentence that says so. */
const CASES = [
  [
    "scan -c none.yaml pod.yaml",
    "The configuration none.yaml cannot be read: there is no such file or folder.",
  ],
  ["scan -c folder pod.yaml", "The configuration folder cannot be read: it is a folder."],
  [
    "scan -c pod.yaml/x pod.yaml",
    "The configuration pod.yaml/x cannot be read: a part of its path is not a folder.",
  ],
  [
    "scan --baseline none pod.yaml",
    "The baseline none cannot be read: there is no such file or folder.",
  ],
  ["scan --baseline folder pod.yaml", "The baseline folder cannot be read: it is a folder."],
  [
    "baseline check --baseline folder pod.yaml",
    "The baseline folder cannot be read: it is a folder.",
  ],
  [
    "baseline write --baseline folder pod.yaml",
    "The baseline folder cannot be written: it is a folder.",
  ],
  [
    "baseline write --baseline pod.yaml/x pod.yaml",
    "The baseline pod.yaml/x cannot be written: a part of its path is not a folder.",
  ],
  ["scan -o json=folder pod.yaml", "The report folder cannot be written: it is a folder."],
  [
    "scan -o json=none/x pod.yaml",
    "The report none/x cannot be written: there is no such file or folder.",
  ],
  [
    "access can-i --batch none pod.yaml",
    "The questions cannot be read from none: there is no such file or folder.",
  ],
  [
    "network can-reach --batch folder pod.yaml",
    "The questions cannot be read from folder: it is a folder.",
  ],
  [
    "access least-privilege --used folder pod.yaml",
    "The audit events cannot be read from folder: it is a folder.",
  ],
  [
    "access least-privilege --output-dir pod.yaml pod.yaml",
    "The file pod.yaml/apply.yaml cannot be written: a part of its path is not a folder.",
  ],
  [
    "network synthesize --flows none pod.yaml",
    "The flows cannot be read from none: there is no such file or folder.",
  ],
  [
    "network synthesize --output-dir pod.yaml -n default pod.yaml",
    "The file pod.yaml/default.network-policies.yaml cannot be written: a part of its path is not a folder.",
  ],
  [
    "pod-security admit --batch pod.yaml --admission-configuration folder pod.yaml",
    "The admission configuration folder cannot be read: it is a folder.",
  ],
] as const;

it.each(CASES)("%s: %s", async (line, message) => {
  await expect(watertight(line.split(" "), FILES)).rejects.toMatchObject({
    name: "UsageError",
    message,
  });
});

it("an ignore file of another scanner that cannot be read is said", async () => {
  const argv = ["scan", "--honour-foreign-exceptions", "pod.yaml"];
  await expect(watertight(argv, { ...FILES, ".trivyignore/x": "" })).rejects.toThrow(
    ".trivyignore cannot be read: it is a folder.",
  );
});
