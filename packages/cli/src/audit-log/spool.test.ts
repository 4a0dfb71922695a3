import { appendFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { folderWith } from "../../testing/fix-pod.ts";
import { followLog, type Offsets } from "./follow.ts";
import { openInbox } from "./inbox.ts";
import { openSpool } from "./spool.ts";

it("lines of which no state knows are cut off, and those of the last state stay", () => {
  const folder = folderWith({});
  const first = openSpool(folder);
  first.add("one\n");
  first.commit({ at: 1 });
  first.add("two\n");
  first.close();
  // A run that died between the lines and the state.
  appendFileSync(join(folder, "detections.jsonl"), "two\n");
  const second = openSpool(folder);
  expect(second.saved).toEqual({ at: 1, version: 1, output: 4 });
  expect(readFileSync(join(folder, "detections.jsonl"), "utf8")).toBe("one\n");
  second.add("two\n");
  second.commit({ at: 2 });
  second.close();
  expect(readFileSync(join(folder, "detections.jsonl"), "utf8")).toBe("one\ntwo\n");
  expect(openSpool(folder).saved).toEqual({ at: 2, version: 1, output: 8 });
});

it("what is no state of a spool is not written over", () => {
  expect(() => openSpool(folderWith({ "state.json": "{}" }))).toThrow("is no state of a spool");
});

it("a log is read on through renaming and packing, a half line is waited for, and parts of before are left alone", async () => {
  const folder = folderWith({ "audit.log": "a\nb\nhal", "audit-0.log": "old\n" });
  const path = join(folder, "audit.log");
  const offsets: Offsets = new Map();
  let log = followLog(path, offsets, true);
  const read = async (): Promise<readonly string[]> => {
    const lines: string[] = [];
    for await (const piece of log.read(false)) lines.push(...piece.lines);
    return lines;
  };
  expect(await read()).toEqual(["a", "b"]);
  appendFileSync(path, "f\nc\n");
  renameSync(path, join(folder, "audit-1.log"));
  writeFileSync(path, "d\n");
  expect(await read()).toEqual(["half", "c", "d"]);
  writeFileSync(join(folder, "audit-1.log.gz"), gzipSync("a\nb\nhalf\nc\n"));
  log = followLog(path, offsets, false);
  expect(await read()).toEqual([]);
});

it("an inbox keeps what the API server sends before it says so, and says what it does not take", () => {
  const folder = folderWith({ "inbox.log": '{"kept":1}\n{"cut' });
  const inbox = openInbox(folder, 200);
  const list = (items: readonly object[]): string =>
    JSON.stringify({ kind: "EventList", apiVersion: "audit.k8s.io/v1", items });
  expect(inbox.accept(list([{ auditID: "a" }, { auditID: "b" }]))).toEqual({ status: 200 });
  expect(inbox.accept("{}")).toEqual({ status: 400 });
  expect(inbox.accept("nonsense")).toEqual({ status: 400 });
  expect(inbox.accept(list([{ auditID: "x".repeat(200) }]))).toEqual({ status: 503 });
  expect(readFileSync(inbox.path, "utf8")).toBe('{"kept":1}\n{"auditID":"a"}\n{"auditID":"b"}\n');
});
