import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { ROOT } from "../../conformance/suites.ts";
import { type Ask, CONTROL_PLANE, createAsk } from "../control-plane/index.ts";
import { untilAuthorizersKnow } from "./known-to-authorizers.ts";
import { mustCreate, pathOf } from "./objects.ts";
import { type LiveShop, startShop } from "./shop.ts";

const SHOP = join(ROOT, "examples/shop");
const RBAC = "/apis/rbac.authorization.k8s.io/v1";
const DRY = "dryRun=All";

/** What the server says to each step of a path, by those who take it. */
type Walk = (as: (account: string) => Promise<Ask>, shop: LiveShop) => Promise<readonly number[]>;

interface Walked {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** The steps that the engine claims, from the account on. */
  readonly steps: readonly string[];
  readonly walk: Walk;
  readonly open: readonly number[];
  readonly closed: readonly number[];
}

const WALKS: readonly Walked[] = [
  {
    name: "the support desk becomes the access manager and binds cluster-admin to itself",
    from: "serviceaccount/payments/support",
    to: "cluster-admin",
    steps: ["impersonate", "bind"],
    walk: async (as) => {
      const ask = await as("payments/support");
      const bound = await ask("POST", `${RBAC}/clusterrolebindings?${DRY}`, bindingOf("support"), {
        "Impersonate-User": "system:serviceaccount:platform:access-manager",
      });
      return [bound.status];
    },
    open: [201],
    closed: [403],
  },
  {
    name: "the account of the proxy reads the password, and has the log collector run as the access manager",
    from: "serviceaccount/platform/ops",
    to: "secret/data/orders-db",
    steps: ["read-secrets"],
    walk: async (as) => {
      const ask = await as("platform/ops");
      const read = await ask("GET", "/api/v1/namespaces/data/secrets/orders-db");
      const path = `/apis/apps/v1/namespaces/platform/daemonsets/log-collector?${DRY}`;
      const spec = { template: { spec: { serviceAccountName: "access-manager" } } };
      const changed = await ask("PATCH", path, { spec });
      return [read.status, changed.status];
    },
    open: [200, 200],
    closed: [403, 403],
  },
  {
    name: "the release bot creates a privileged pod on a node of its choice, as any account of the platform",
    from: "serviceaccount/storefront/release-bot",
    to: "cluster-admin",
    steps: ["create-workload", "bind"],
    walk: async (as) => {
      const ask = await as("storefront/release-bot");
      const { status } = await ask("POST", `/api/v1/namespaces/platform/pods?${DRY}`, POD);
      return [status];
    },
    open: [201],
    closed: [403],
  },
];

const POD: JsonObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "walked", namespace: "platform" },
  spec: {
    serviceAccountName: "access-manager",
    nodeName: "general-1",
    containers: [{ name: "main", image: "i", securityContext: { privileged: true } }],
  },
};

function bindingOf(account: string): JsonObject {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: "walked" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
    subjects: [{ kind: "ServiceAccount", name: account, namespace: "payments" }],
  };
}

describe("paths of the shop, walked on an API server", needing(CONTROL_PLANE), () => {
  let shop: LiveShop;
  const asks: Ask[] = [];
  beforeAll(async () => {
    shop = await startShop("alone");
    copyFileSync(join(SHOP, "watertight.yaml"), join(shop.folder, "watertight.yaml"));
    const metadata = { name: "orders-db", namespace: "data" };
    await mustCreate(shop.plane.ask, {
      ...{ apiVersion: "v1", kind: "Secret", metadata },
      stringData: { password: "example" },
    });
  });
  afterAll(async () => {
    for (const ask of asks) ask.close();
    await shop.stop();
  });

  const as = async (account: string): Promise<Ask> => {
    const [space = "", name = ""] = account.split("/");
    const kind = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest" };
    const path = `/api/v1/namespaces/${space}/serviceaccounts/${name}/token`;
    const { json } = await shop.plane.ask("POST", path, { ...kind, spec: {} });
    const { url, certs } = shop.plane;
    const authority = readFileSync(certs.authority, "utf8");
    const ask = createAsk({ url, authority }, { token: textAt(json, "status", "token") });
    asks.push(ask);
    return ask;
  };

  const answer = async (verb: string, { from, to }: Walked): Promise<JsonValue> => {
    const ends = ["--from", from, "--to", to, "-q", "-o", "json"];
    const { stdout } = await shop.watertight([verb, ...ends, "--cluster"]);
    return JSON.parse(stdout) as JsonValue;
  };

  test.each(WALKS)("$name, and is refused after the fixes", async (walked) => {
    expect(claimedIn(await answer("paths", walked))).toContainEqual(walked.steps);
    expect(await walked.walk(as, shop)).toEqual(walked.open);
    const fixes = await answer("fixes", walked);
    expect({ after: objectAt(fixes)["pathsAfter"], proven: objectAt(fixes)["proven"] }).toEqual({
      ...{ after: 0, proven: true },
    });
    for (const edit of listAt(fixes, "edits")) {
      if (textAt(edit, "op") !== "delete") continue;
      const [name, namespace] = [
        textAt(edit, "object", "name"),
        textAt(edit, "object", "namespace"),
      ];
      const { status } = await shop.plane.ask(
        "DELETE",
        pathOf({
          apiVersion: textAt(edit, "object", "apiVersion"),
          kind: textAt(edit, "object", "kind"),
          metadata: { name, ...(namespace !== "" && { namespace }) },
        }),
      );
      expect([name, status]).toEqual([name, 200]);
    }
    await untilAuthorizersKnow(shop.plane.ask, `known-${walked.from.split("/").at(-1)}`, "default");
    expect(await walked.walk(as, shop)).toEqual(walked.closed);
    expect(claimedIn(await answer("paths", walked))).not.toContainEqual(walked.steps);
  });
});

/** The steps of each path on which all is sure. */
function claimedIn(answer: JsonValue): readonly (readonly string[])[] {
  return listAt(answer, "paths")
    .filter((path) => textAt(path, "certainty") === "yes")
    .map((path) => listAt(path, "steps").map((step) => textAt(step, "edge")));
}
