import { readFileSync } from "node:fs";
import { requestDenials } from "@watertight/cel/policies";
import { createAuthorizer } from "@watertight/core/access";
import {
  type JsonObject,
  type KubernetesObject,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { wholeSnapshotOf } from "@watertight/core/testing";
import { describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import {
  type Ask,
  CONTROL_PLANE,
  type ControlPlane,
  createAsk,
  type Minor,
  NEWEST,
  OLDER,
  startControlPlane,
  until,
} from "../control-plane/index.ts";
import { type Asked, POLICIES, QUESTIONS, RIGHTS, THERE, USERS } from "./dedicated-questions.ts";
import { inParallel } from "./in-parallel.ts";
import { mustCreate, namespace, pathOf } from "./objects.ts";

/*
 * The policies that keep a pool and a tenant apart, in the API server and here: each takes them, and both refuse the same requests of
 * the same users, with the same policy.
 */

const VAP = "ValidatingAdmissionPolicy";

/** What is there of the objects that are changed, as the server has it. */
type Stored = ReadonlyMap<KubernetesObject, JsonObject>;

/** Which policy refuses it, as the server says it; "" where none does, and anything else as it is. */
async function refusedBy(ask: Ask, asked: Asked, stored: Stored): Promise<string> {
  const { subresource = "", object, change } = asked;
  const before = stored.get(object);
  const path = pathOf(object);
  const [method, to, body] =
    change && before
      ? (["PUT", subresource === "" ? path : `${path}/${subresource}`, change(before)] as const)
      : (["POST", path.slice(0, path.lastIndexOf("/")), object] as const);
  const { status, text } = await ask(method, `${to}?dryRun=All`, body);
  if (status === 200 || status === 201) return "";
  return /ValidatingAdmissionPolicy '([^']+)'/.exec(text)?.[1] ?? `${status} ${text}`;
}

/** The same by our engine, on the same objects. */
function answering(version: Minor, stored: Stored): (asked: Asked) => string {
  const snapshot = wholeSnapshotOf([...RIGHTS, ...THERE, ...POLICIES, namespace("kube-system")]);
  const minor = Number(version.split(".")[1]);
  const denials = requestDenials(snapshot, createAuthorizer(snapshot), minor);
  return ({ who, resource, subresource = "", object, change }) => {
    const before = change && stored.get(object);
    const { apiVersion, kind } = object;
    const [first] = denials({
      ...{ operation: before ? "UPDATE" : "CREATE", subresource },
      user: { name: who, groups: [...(USERS[who] ?? []), "system:authenticated"] },
      resource: { group: kind === "DaemonSet" ? "apps" : "", version: "v1", name: resource },
      object: before ? { ...change(before), apiVersion, kind } : object,
      oldObject: before ? { ...before, apiVersion, kind } : null,
    });
    return first?.policy ?? "";
  };
}

async function prepared({ ask }: ControlPlane): Promise<Stored> {
  for (const each of [...RIGHTS, ...THERE]) await mustCreate(ask, each);
  for (const each of POLICIES) {
    const plural =
      each.kind === VAP ? "validatingadmissionpolicies" : `${VAP}Bindings`.toLowerCase();
    const { status, text } = await ask("POST", `/apis/${each.apiVersion}/${plural}`, { ...each });
    if (status !== 201) throw new Error(`${each.kind} was not created (${status}): ${text}`);
  }
  const changed = new Set(QUESTIONS.flatMap(({ object, change }) => (change ? [object] : [])));
  const found = await inParallel([...changed], async (object) => {
    const { json } = await ask("GET", pathOf(object));
    return [object, objectAt(json)] as const;
  });
  return new Map(found);
}

describe.each([NEWEST, OLDER])(
  "policies of a pool and a tenant on Kubernetes %s",
  needing(CONTROL_PLANE),
  (version) => {
    test(`are taken, and refuse what we say, ${QUESTIONS.length} times`, async () => {
      const plane = await startControlPlane({
        ...{ version, users: USERS },
        // Nobody makes accounts, nor takes away the taint of nodes that are not ready.
        apiServerFlags: ["--disable-admission-plugins=TaintNodesByCondition,ServiceAccount"],
      });
      const authority = readFileSync(plane.certs.authority, "utf8");
      const asks = new Map(
        Object.keys(USERS).map((name) => [
          name,
          createAsk({ url: plane.url, authority }, { token: plane.tokens.get(name) ?? "" }),
        ]),
      );
      try {
        const stored = await prepared(plane);
        const { json } = await plane.ask("GET", "/api/v1/nodes/b1");
        const uid = textAt(json, "metadata", "uid");
        const theirs = (each: Asked): Promise<string> =>
          refusedBy(asks.get(each.who) ?? plane.ask, withUid(each, uid), stored);
        const ours = answering(version, stored);
        // Each policy is at work once it has refused something.
        await until("the policies are enforced", async () => {
          const seen = new Set(await inParallel(QUESTIONS, theirs));
          const names = POLICIES.map(({ metadata }) => textAt(metadata, "name"));
          return names.every((name) => seen.has(name));
        });
        const differing: (readonly unknown[])[] = [];
        const counts = { refused: 0, let: 0 };
        for (const each of QUESTIONS) {
          const [server, own] = [await theirs(each), ours(each)];
          if (server !== own) differing.push([each.who, each.resource, server, own, each.object]);
          counts[server === "" ? "let" : "refused"] += 1;
        }
        console.log(`policies of a pool on ${version}: ${JSON.stringify(counts)}`);
        expect(differing).toEqual([]);
        expect(Math.min(counts.refused, counts.let)).toBeGreaterThan(20);
      } finally {
        for (const ask of asks.values()) ask.close();
        await plane.stop();
      }
    });
  },
);

/** A mirror of a static pod belongs to its node, which has its id from the server. */
function withUid(asked: Asked, uid: string): Asked {
  if (asked.change) return asked;
  const text = JSON.stringify(asked.object).replace("UID OF b1", uid);
  return { ...asked, object: JSON.parse(text) as KubernetesObject };
}
