import type { IncomingMessage } from "node:http";
import {
  isJsonObject,
  type JsonValue,
  type KubernetesObject,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import type { Connection } from "../connect.ts";
import { bytesOf } from "../requests/body.ts";
import { parseJson } from "../requests/json.ts";
import { cutShort } from "../requests/passing.ts";
import { readJson } from "../requests/read-json.ts";
import type { Refusal } from "../requests/requester.ts";
import { createValueCutter } from "./cut-values.ts";
import { keptObject } from "./keep.ts";
import { acceptOf, addressOf, type Selection } from "./selection.ts";

/** Objects a page, as kubectl has it. */
const PAGE = 500;
/** Bytes; after a larger page the next has half as many objects. */
const LARGE_PAGE = 8 * 1024 * 1024;
const SMALLEST_PAGE = 25;
/** How often a list is begun anew because what it continues has expired; then it is asked for in one piece. */
const RESTARTS = 3;

/** All objects of a selection as they were at one moment, or why they are not to be had. */
export type Listed =
  | { readonly objects: readonly KubernetesObject[]; readonly resourceVersion: string }
  | { readonly refusal: Refusal };

export interface ListOptions {
  readonly signal?: AbortSignal;
  /** Told how many objects each page has. */
  readonly onPage?: (objects: number) => void;
}

/** Lists a selection page by page; where the server has forgotten what a page continues, from the beginning. */
export function list(
  connection: Connection,
  selection: Selection,
  options: ListOptions = {},
): Promise<Listed> {
  if (selection.name !== undefined) return getOne(connection, selection, options);
  return connection.listGate(async () => {
    for (let restarts = 0; ; restarts++) {
      const limit = restarts < RESTARTS ? PAGE : 0;
      const listed = await listOnce(connection, selection, { ...options, limit });
      const isExpired = "refusal" in listed && listed.refusal.status === 410;
      if (!isExpired || limit === 0) return listed;
    }
  });
}

async function getOne(
  connection: Connection,
  selection: Selection,
  { signal, onPage }: ListOptions,
): Promise<Listed> {
  const answer = await connection.ask({
    path: addressOf(selection, {}),
    ...(signal && { signal }),
    read: (got) => readJson(got, connection.silence),
  });
  if ("refusal" in answer) return answer;
  onPage?.(1);
  const item = objectAt({ item: answer.value }, "item");
  const resourceVersion = textAt(item, "metadata", "resourceVersion");
  return { objects: [keptObject(item, selection)], resourceVersion };
}

async function listOnce(
  connection: Connection,
  selection: Selection,
  { signal, onPage, limit: first }: ListOptions & { readonly limit: number },
): Promise<Listed> {
  const objects: KubernetesObject[] = [];
  let limit = first;
  let next = "";
  for (;;) {
    const answer = await connection.ask({
      path: addressOf(selection, pageQuery(limit, next)),
      accept: acceptOf(selection, "list"),
      ...(signal && { signal }),
      read: (got) => readPage(got, selection, connection.silence),
    });
    if ("refusal" in answer) return answer;
    const { page, bytes } = answer.value;
    const refusal = refusalOfPage(page, selection);
    if (refusal) return { refusal };
    const items = listAt(page, "items").filter(isJsonObject);
    for (const item of items) objects.push(keptObject(item, selection));
    onPage?.(items.length);
    next = textAt(page, "metadata", "continue");
    if (next === "")
      return { objects, resourceVersion: textAt(page, "metadata", "resourceVersion") };
    if (bytes > LARGE_PAGE) limit = Math.max(SMALLEST_PAGE, limit >> 1);
  }
}

function pageQuery(limit: number, next: string): Readonly<Record<string, string>> {
  return {
    ...(limit > 0 && { limit: String(limit) }),
    ...(next !== "" && { continue: next }),
  };
}

interface Page {
  readonly page: JsonValue;
  readonly bytes: number;
}

async function readPage(
  answer: IncomingMessage,
  { secrets }: Selection,
  silence: number,
): Promise<Page> {
  const cutter = secrets && createValueCutter();
  const chunks: Buffer[] = [];
  for await (const chunk of bytesOf(answer, silence)) {
    chunks.push(cutter ? cutter.push(chunk) : chunk);
  }
  const body = Buffer.concat(chunks);
  const page = parseJson(body.toString("utf8"));
  if (page === undefined) throw cutShort();
  return { page, bytes: body.length };
}

/** Whoever was asked for metadata and gives more is no server to read Secrets from. */
function refusalOfPage(page: JsonValue, { secrets }: Selection): Refusal | undefined {
  const kind = textAt(page, "kind");
  if (!secrets || kind === "PartialObjectMetadataList") return undefined;
  const message = `the server gives ${kind || "something else"} where it is asked for metadata alone`;
  return { status: 406, reason: "NotAcceptable", message };
}
