import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { pick } from "@watertight/core/testing";

/*
 * Random patterns of Kyverno for Pods.
 */

type Random = () => number;
type Make = (random: Random) => JsonValue;

const text =
  (...values: JsonValue[]): Make =>
  (random) =>
    pick(random, values);

const FLAG = text("true", "false", "!true", "*", true, false, "?*");
const NUMBER = text(0, "0", ">0", "<=1000", "1-2000", "!0", "0 | 8080", ">=80 & <=9000", "*", "80");
const IMAGE = text("*:*", "!*:latest", "nginx*", "a/* | b/*", "?*", "!*tiller* & !*x*", "*");
const WORD = text("?*", "web | db", "!web", "*", "a*", "null", "w?b");

const ANCHORS = ["", "", "", "=", "=", "X", "()", "<"];

function anchored(random: Random, key: string, pattern: JsonValue): readonly [string, JsonValue] {
  const anchor = pick(random, ANCHORS);
  if (anchor === "") return [key, pattern];
  if (anchor === "X") return [`X(${key})`, "null"];
  return [anchor === "()" ? `(${key})` : `${anchor}(${key})`, pattern];
}

const mapOf =
  (fields: Readonly<Record<string, Make>>, chance = 0.45): Make =>
  (random) =>
    Object.fromEntries(
      Object.entries(fields)
        .filter(() => random() < chance)
        .map(([key, make]) => anchored(random, key, make(random))),
    );

const listOf =
  (item: Make): Make =>
  (random) => [item(random)];

const CAPABILITIES = text("!SYS_ADMIN", "NET_* | CHOWN", "ALL", "?*");

const CONTEXT = mapOf({
  privileged: FLAG,
  runAsUser: NUMBER,
  runAsNonRoot: FLAG,
  capabilities: mapOf({ add: listOf(CAPABILITIES), drop: CAPABILITIES }),
});

const CONTAINER = mapOf({
  name: WORD,
  image: IMAGE,
  securityContext: CONTEXT,
  ports: listOf(mapOf({ hostPort: NUMBER, containerPort: NUMBER, name: WORD })),
  tty: FLAG,
});

const POD = mapOf(
  {
    metadata: mapOf({ labels: mapOf({ app: WORD, "app.kubernetes.io/name": WORD }, 0.7) }, 0.9),
    spec: mapOf({
      hostNetwork: FLAG,
      hostPID: FLAG,
      containers: listOf(CONTAINER),
      initContainers: listOf(CONTAINER),
      volumes: listOf(mapOf({ name: WORD, hostPath: mapOf({ path: WORD }), emptyDir: mapOf({}) })),
      securityContext: CONTEXT,
      serviceAccountName: WORD,
    }),
  },
  0.8,
);

/** An existence anchor now and then, which only lists have. */
export function randomPattern(random: Random): JsonObject {
  const pattern = POD(random) as JsonObject;
  return random() < 0.1
    ? { ...pattern, spec: { "^(containers)": [CONTAINER(random), CONTAINER(random)] } }
    : pattern;
}
