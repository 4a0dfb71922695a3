import { type Connection, connect } from "@watertight/api-server";
import { type ConfigurationFile, configurationOf } from "@watertight/core/configuration";
import { type JsonObject, type JsonValue, textAt } from "@watertight/core/kubernetes";
import {
  admissionRights,
  createLog,
  type DecideImages,
  type Lifetimes,
  ownCertificates,
  type RunningServer,
  secretStore,
  startServer,
  webhookConfigurations,
} from "@watertight/server";
import {
  type ControlPlane,
  type NEWEST,
  type OLDER,
  startControlPlane,
  until,
} from "../control-plane/index.ts";
import { type Balancer, startBalancer } from "./balancer.ts";
import { dryRun, POD, placedIn, TOLD } from "./gate-questions.ts";
import { binding, mustCreate, namespace, role, user } from "./objects.ts";

/*
 * The gate with an API server that asks it: servers in this process, with exactly the rights that they ask for, behind one address.
 */

/** Where the servers are. */
export const OWN = "watertight";
/** Where Pod Security alone decides. */
export const LEVELLED = "levelled";
/** Where little is refused. */
export const QUIET = "quiet";
const DAY = 24 * 3_600_000;

/** Of a Namespace as it is made without labels, and of what is made in it. */
const OF_NAMESPACES = [
  "namespace-pod-security-warn-audit-missing",
  "namespace-pod-security-below-restricted",
  "namespace-pod-security-version-old",
  // Of a quota of pods alone, which one of the tests asks for.
  "quota-incomplete",
];

const CONFIGURATION: ConfigurationFile = {
  admission: {
    modes: [
      { mode: "deny" },
      { mode: "audit", checks: OF_NAMESPACES },
      { mode: "off", namespaces: [LEVELLED] },
      { mode: "audit", namespaces: [QUIET] },
      { mode: "deny", namespaces: [QUIET], checks: ["privileged-container"] },
    ],
    podSecurity: {
      defaults: { enforce: "restricted" },
      exemptions: { namespaces: [TOLD, QUIET] },
    },
    connections: [
      { mode: "deny", subresources: ["exec"], namespaces: [QUIET], reason: "by the runbook" },
    ],
    newNamespaces: [
      { namespaces: ["team-*"], networkPolicy: "deny-all", resourceQuota: { pods: "10" } },
    ],
    defaults: [{ namespaces: ["team-*"], seccompProfile: "RuntimeDefault" }],
  },
};

/** All of it is valid today, however long ago it was made. */
const LIFETIMES_HERE: Lifetimes = {
  authority: 100 * DAY,
  certificate: 90 * DAY,
  overlap: DAY / 24,
};

/** A control plane whose API server asks the gate. */
export interface Gate {
  readonly plane: ControlPlane;
  readonly connection: Connection;
  readonly balancer: Balancer;
  readonly start: () => Promise<RunningServer>;
  readonly logged: string[];
  /** What the servers go by. */
  readonly file: ConfigurationFile;
  /** Days that certificates think it is before now. */
  readonly clock: { daysAgo: number };
}

/** What a test wishes of the servers besides. */
interface Wish {
  readonly admission?: NonNullable<ConfigurationFile["admission"]>;
  readonly images?: NonNullable<ConfigurationFile["images"]>;
  readonly imageTrust?: DecideImages;
  /** Admission policies with their bindings. */
  readonly policies?: readonly JsonObject[];
}

/** Starts the control plane, with what the servers need. */
export async function prepared(
  minor: typeof NEWEST | typeof OLDER,
  { admission = {}, images, imageTrust, policies = [] }: Wish = {},
): Promise<Gate> {
  const file: ConfigurationFile = {
    ...(images && { images }),
    admission: { ...CONFIGURATION.admission, ...admission },
  };
  const plane = await startControlPlane({ version: minor });
  const { ask } = plane;
  for (const name of [OWN, TOLD, LEVELLED, QUIET]) await mustCreate(ask, namespace(name));
  for (const [kind, name] of [
    ["Secret", "watertight-certificates"],
    ["ConfigMap", OWN],
  ] as const) {
    await mustCreate(ask, { apiVersion: "v1", kind, metadata: { name, namespace: OWN } });
  }
  const rights = admissionRights({
    ...(file.admission && { admission: file.admission }),
    policies,
  });
  const rules = (given: typeof rights.cluster): readonly JsonObject[] =>
    given.map((each) => ({ ...each }));
  await mustCreate(ask, role(OWN, rules(rights.cluster)));
  await mustCreate(ask, binding(OWN, OWN, [user("watertight")]));
  await mustCreate(ask, role(OWN, rules(rights.own), OWN));
  await mustCreate(ask, binding(OWN, OWN, [user("watertight")], { space: OWN, kind: "Role" }));
  const { kubeconfig } = plane.identity("watertight");
  const connection = await connect(
    {
      ...{ environment: {}, workingDirectory: "/", home: "/", kubeconfig, interactive: false },
      parse: (text) => ({ value: JSON.parse(text) as JsonValue }),
      remark: () => undefined,
      pluginOutput: () => undefined,
      userAgent: "watertight/e2e",
    },
    { rate: 1000 },
  );
  const clock = { daysAgo: 67 };
  const logged: string[] = [];
  const log = createLog((line) => logged.push(line), { level: "info", now: Date.now });
  const start: Gate["start"] = async () => {
    const server = await startServer({
      ...{ connection, objects: [], kubernetesVersion: `v${minor}`, log },
      readConfiguration: () =>
        Promise.resolve({
          key: "one",
          configuration: configurationOf(file, { file: undefined, directory: "/" }),
          policies,
          ...(imageTrust && { imageTrust }),
        }),
      certificates: ownCertificates(
        secretStore(connection, { namespace: OWN, name: "watertight-certificates" }),
        {
          names: ["127.0.0.1"],
          lifetimes: LIFETIMES_HERE,
          now: () => Date.now() - clock.daysAgo * DAY,
          log,
        },
      ),
      ...{ webhookConfiguration: OWN, ownNamespace: OWN, ownName: OWN },
      ...{ address: "127.0.0.1", port: 0, healthPort: 0, drain: 1500 },
      now: () => performance.now(),
      today: () => "2026-07-01",
      pace: { configuration: 500, certificates: 300 },
    });
    // As a kubelet asks, before a Service leads there.
    await until("the server is ready", async () => {
      const answer = await fetch(`http://127.0.0.1:${server.healthPort}/readyz`);
      return answer.ok;
    });
    return server;
  };
  return { plane, connection, balancer: await startBalancer(), start, logged, file, clock };
}

/** Tells the API server, and waits until it asks. */
export async function registered({ plane: { ask }, balancer }: Gate): Promise<void> {
  const objects = webhookConfigurations({
    name: OWN,
    client: { url: `https://127.0.0.1:${balancer.port}` },
    ...{ caBundle: "", namespace: OWN, failurePolicy: "Fail", timeoutSeconds: 10 },
  });
  for (const object of objects) {
    const plural = `${textAt(object, "kind").toLowerCase()}s`;
    const { status, text } = await ask(
      "POST",
      `/apis/admissionregistration.k8s.io/v1/${plural}`,
      object,
    );
    if (status !== 201) throw new Error(text);
  }
  await until(
    "the webhook is asked",
    async () => (await dryRun(ask, placedIn(POD, TOLD))).status === 403,
  );
}
