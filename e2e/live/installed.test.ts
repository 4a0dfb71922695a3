import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  type JsonObject,
  type KubernetesObject,
  listAt,
  textAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { neededProgram } from "../../conformance/programs.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import {
  type Ask,
  CONTROL_PLANE,
  type ControlPlane,
  createAsk,
  startControlPlane,
  until,
} from "../control-plane/index.ts";
import { MINORS } from "./extent.ts";
import { create, mustCreate, namespace } from "./objects.ts";

/*
 * What `install --print` prints and what Helm installs, taken by a real API server. The image is nobody's: Pods run in name only, so that what is seen is a cluster whose server
 * never answers.
 */

const helm = neededProgram("helm");
const CHART = fileURLToPath(new URL("../../deploy/watertight", import.meta.url));
const run = promisify(execFile);
const HOOK = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/watertight";
const ROLE = "/apis/rbac.authorization.k8s.io/v1/clusterroles/watertight";
const SECRET = "/api/v1/namespaces/watertight/secrets/watertight-certificates";
/** What the server would write. */
const CA = Buffer.from("-----BEGIN CERTIFICATE-----").toString("base64");

function pod(space: string, name = "any"): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: space },
    spec: { containers: [{ name: "any", image: "registry.example/any" }] },
  };
}

function node(name: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      annotations: { "kwok.x-k8s.io/node": "fake" },
      labels: { "kubernetes.io/hostname": name, "kubernetes.io/os": "linux" },
    },
    status: {
      capacity: { cpu: "4", memory: "8Gi", pods: "32", "ephemeral-storage": "8Gi" },
      allocatable: { cpu: "4", memory: "8Gi", pods: "32", "ephemeral-storage": "8Gi" },
    },
  };
}

describe.each(MINORS)(
  "an installation in Kubernetes %s",
  needing(CONTROL_PLANE, helm),
  (version) => {
    let plane: ControlPlane;
    let account: Ask;

    beforeAll(async () => {
      const everything = { withControllers: true, withScheduler: true, withKwok: true };
      plane = await startControlPlane({ version, ...everything });
      for (const name of ["n1", "n2", "n3"]) await mustCreate(plane.ask, node(name));
      await mustCreate(plane.ask, namespace("team"));
      await mustCreate(plane.ask, namespace("network-plugin"));
      // Nobody waits long for a server that is not there.
      await apply("--timeout", "1", "--exempt-namespace", "network-plugin");
    });
    afterAll(async () => {
      account.close();
      await plane.stop();
    });

    /** Applies what the command prints; what kubectl says. */
    async function apply(...options: readonly string[]): Promise<string> {
      const { status, stdout } = await watertightIn(plane.folder, [
        "install",
        "--print",
        ...options,
      ]);
      expect(status).toBe(0);
      const file = join(plane.folder, "printed.yaml");
      writeFileSync(file, stdout);
      const args = ["--kubeconfig", plane.kubeconfig, "apply", "--server-side", "-f", file];
      const said = await run(plane.kubectl, [...args, "--warnings-as-errors"]);
      return said.stdout + said.stderr;
    }

    async function podsOf(space: string): Promise<readonly JsonObject[]> {
      const { json } = await plane.ask("GET", `/api/v1/namespaces/${space}/pods`);
      return listAt(json, "items").filter((each): each is JsonObject => typeof each === "object");
    }

    test("three Pods run, each on a node of its own, on the restricted level of Pod Security", async () => {
      await until("three Pods run", async () => {
        const pods = await podsOf("watertight");
        return pods.filter((each) => textAt(each, "status", "phase") === "Running").length === 3;
      });
      const nodes = (await podsOf("watertight")).map((each) => textAt(each, "spec", "nodeName"));
      expect(nodes.toSorted()).toEqual(["n1", "n2", "n3"]);
      const { json } = await plane.ask("GET", "/api/v1/namespaces/watertight");
      const level = valueAt(json, "metadata", "labels", "pod-security.kubernetes.io/enforce");
      expect(level).toBe("restricted");
    });

    test("while no server answers, others wait, and what brings it back does not", async () => {
      await until("the API server asks the webhook", async () => {
        const { status, text } = await create(plane.ask, pod("team", "asked"));
        if (status === 201) await plane.ask("DELETE", "/api/v1/namespaces/team/pods/asked");
        return status === 500 && text.includes("validate.watertight.dev");
      });
      const seen: Record<string, number> = {};
      for (const space of ["team", "kube-system", "watertight", "network-plugin"]) {
        // Pods of the server's namespace are on the restricted level: a ConfigMap is not.
        const object: KubernetesObject = {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: "any", namespace: space },
        };
        seen[space] = (await create(plane.ask, object)).status;
      }
      seen["a Pod of kube-system"] = (await create(plane.ask, pod("kube-system"))).status;
      seen["a Node"] = (await create(plane.ask, node("n4"))).status;
      seen["another role"] = (await create(plane.ask, roleCalled("any"))).status;
      const asItself = {
        "Impersonate-User": "system:apiserver",
        "Impersonate-Group": "system:masters",
      };
      const path = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
      const bootstrap = await plane.ask("POST", path, roleCalled("its-own"), asItself);
      seen["a role of the API server itself"] = bootstrap.status;
      const marked = { metadata: { annotations: { seen: "yes" } } };
      seen["our own role"] = (await plane.ask("PATCH", ROLE, marked)).status;
      seen["our own namespace"] = (
        await plane.ask("PATCH", "/api/v1/namespaces/watertight", marked)
      ).status;
      seen["another namespace"] = (
        await plane.ask("PATCH", "/api/v1/namespaces/team", marked)
      ).status;
      expect(seen).toEqual({
        team: 500,
        "kube-system": 201,
        watertight: 201,
        "network-plugin": 201,
        "a Pod of kube-system": 201,
        "a Node": 201,
        "another role": 500,
        "a role of the API server itself": 201,
        "our own role": 200,
        "our own namespace": 200,
        "another namespace": 500,
      });
    });

    test("the account of the server does what it has to, and nothing else", async () => {
      const asked = await plane.ask(
        "POST",
        "/api/v1/namespaces/watertight/serviceaccounts/watertight/token",
        { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: {} },
      );
      const authority = readFileSync(plane.certs.authority, "utf8");
      account = createAsk(
        { url: plane.url, authority },
        { token: textAt(asked.json, "status", "token") },
      );
      const { json } = await plane.ask("GET", HOOK);
      const hooks = listAt(json, "webhooks").map((_, at) => ({
        op: "add",
        path: `/webhooks/${at}/clientConfig/caBundle`,
        value: CA,
      }));
      const patch = { "Content-Type": "application/json-patch+json" };
      const status = async (...question: Parameters<Ask>): Promise<number> =>
        (await account(...question)).status;
      const lists = [
        ...["namespaces", "limitranges", "resourcequotas", "serviceaccounts"].map(
          (each) => `/api/v1/${each}`,
        ),
        "/apis/scheduling.k8s.io/v1/priorityclasses",
        "/apis/node.k8s.io/v1/runtimeclasses",
        "/api/v1/namespaces/team",
        "/api/v1/namespaces/watertight/configmaps/watertight",
        SECRET,
        HOOK,
      ];
      const may = await Promise.all(lists.map((path) => status("GET", path)));
      expect(may).toEqual(lists.map(() => 200));
      expect(await status("PATCH", HOOK, hooks, patch)).toBe(200);
      expect(await status("PATCH", SECRET, { data: { "tls.key": CA } })).toBe(200);
      const space = "/api/v1/namespaces/watertight";
      const others: readonly Parameters<Ask>[] = [
        ["GET", "/api/v1/secrets"],
        ["GET", `${space}/secrets`],
        ["GET", "/api/v1/pods"],
        ["GET", `${space}/configmaps/kube-root-ca.crt`],
        ["POST", `${space}/secrets`, { metadata: { name: "other" } }],
        ["PATCH", "/api/v1/namespaces/team", { metadata: { labels: { a: "b" } } }],
        [
          "POST",
          "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
          { metadata: { name: "other" } },
        ],
        ["GET", "/apis/rbac.authorization.k8s.io/v1/clusterroles"],
        ["DELETE", HOOK],
      ];
      const not = await Promise.all(others.map((question) => status(...question)));
      expect(not).toEqual(others.map(() => 403));
    });

    test("an upgrade is possible while no server answers, and leaves certificates as they are", async () => {
      const said = await apply("--timeout", "1", "--replicas", "2");
      expect(said).toContain("deployment.apps/watertight serverside-applied");
      await until("two Pods are left", async () => (await podsOf("watertight")).length === 2);
      const hook = await plane.ask("GET", HOOK);
      const bundles = listAt(hook.json, "webhooks").map((each) =>
        valueAt(each, "clientConfig", "caBundle"),
      );
      expect(bundles).toEqual([CA, CA]);
      const secret = await plane.ask("GET", SECRET);
      expect(valueAt(secret.json, "data")).toEqual({ "tls.key": CA });
    });

    test("Helm installs the same, upgrades it without a server, leaves certificates, and takes all of it away", async () => {
      const kubectl = [
        "--kubeconfig",
        plane.kubeconfig,
        "delete",
        "-f",
        join(plane.folder, "printed.yaml"),
      ];
      await run(plane.kubectl, [...kubectl, "--wait=true", "--grace-period=0", "--force"]);
      await mustCreate(plane.ask, namespace("watertight"));
      const chart = ["watertight", CHART, "--namespace", "watertight", "--set", "timeoutSeconds=1"];
      const env = { ...process.env, KUBECONFIG: plane.kubeconfig, HELM_CACHE_HOME: plane.folder };
      await run(helm.path, ["install", ...chart], { env });
      const patch = { "Content-Type": "application/json-patch+json" };
      const path = "/webhooks/0/clientConfig/caBundle";
      await plane.ask("PATCH", HOOK, [{ op: "add", path, value: CA }], patch);
      await plane.ask("PATCH", SECRET, { data: { "tls.key": CA } });
      await run(helm.path, ["upgrade", ...chart, "--set", "replicas=2"], { env });
      const [hook, secret] = [await plane.ask("GET", HOOK), await plane.ask("GET", SECRET)];
      const [first] = listAt(hook.json, "webhooks");
      expect(valueAt(first, "clientConfig", "caBundle")).toBe(CA);
      expect(valueAt(secret.json, "data")).toEqual({ "tls.key": CA });
      await run(helm.path, ["uninstall", "watertight", "--namespace", "watertight"], { env });
      expect((await plane.ask("GET", HOOK)).status).toBe(404);
      expect((await create(plane.ask, pod("team", "after"))).status).toBe(201);
    });
  },
);

function roleCalled(name: string): KubernetesObject {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name },
    rules: [],
  };
}
