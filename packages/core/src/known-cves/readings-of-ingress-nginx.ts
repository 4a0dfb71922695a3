import { objectAt, textAt } from "../kubernetes/json-fields.ts";
import { type Asked, at, every, needing, type Reader } from "./answers.ts";
import { INGRESSES } from "./needed-rights.ts";
import { type Reading } from "./reading.ts";

const MAY_WRITE_INGRESSES: Reading = {
  text: "Whoever may write Ingresses injects it; where only administrators may, nobody gains anything.",
  read: needing("write Ingresses", ...INGRESSES),
};

/** CVEs of ingress-nginx. */
export const INGRESS_NGINX_READINGS: readonly (readonly [id: string, reading: Reading])[] = [
  ...[
    "CVE-2020-8553",
    "CVE-2021-25745",
    "CVE-2021-25746",
    "CVE-2021-25748",
    "CVE-2022-4886",
    "CVE-2023-5043",
    "CVE-2023-5044",
    "CVE-2024-7646",
    "CVE-2025-1097",
    "CVE-2025-1098",
    "CVE-2025-24513",
    "CVE-2025-24514",
    "CVE-2025-15566",
    "CVE-2026-1580",
    "CVE-2026-24512",
    "CVE-2026-3288",
    "CVE-2026-4342",
  ].map((id) => [id, MAY_WRITE_INGRESSES] as const),
  [
    "CVE-2021-25742",
    {
      text: "Whoever may write Ingresses uses snippets, unless the controller's ConfigMap has allow-snippet-annotations false.",
      read: every(snippetsOff, needing("write Ingresses", ...INGRESSES)),
    },
  ],
  ...["CVE-2025-1974", "CVE-2026-24514"].map(
    (id) =>
      [
        id,
        {
          text: "Whatever reaches the admission controller of ingress-nginx; without --validating-webhook it has none.",
          read: admissionOff,
        },
      ] as const,
  ),
];

function snippetsOff({ cluster }: Asked): ReturnType<Reader> {
  const key = "allow-snippet-annotations";
  const maps = cluster.snapshot
    .ofKind("", "ConfigMap")
    .filter(({ object }) => textAt(objectAt(object, "data")[key]) === "false");
  const [first] = maps;
  if (!first) return {};
  const proof = [at(first, ["data", key], "turns snippets off")];
  return { mitigation: { because: `${key} is false`, proof } };
}

function admissionOff({ cluster, component }: Asked): ReturnType<Reader> {
  const started = (component?.where ?? []).map((evidence) => {
    const entry = cluster.snapshot.find(evidence.object);
    return { evidence, words: entry ? wordsOf(entry.podTemplates) : [] };
  });
  const isShown = started.every(({ words }) =>
    words.some((word) => word.endsWith("/nginx-ingress-controller")),
  );
  if (started.length === 0 || !isShown) return {};
  const on = started.filter(({ words }) =>
    words.some((word) => word.startsWith("--validating-webhook")),
  );
  const proof = (on.length > 0 ? on : started).map(({ evidence }) => evidence).slice(0, 3);
  return on.length > 0
    ? { remarks: [{ because: "its admission controller is on", proof }] }
    : { mitigation: { because: "its admission controller is off", proof } };
}

function wordsOf(
  pods: readonly {
    readonly spec: {
      readonly containers?: readonly {
        readonly command?: readonly string[];
        readonly args?: readonly string[];
      }[];
    };
  }[],
): readonly string[] {
  return pods.flatMap(({ spec }) =>
    (spec.containers ?? []).flatMap(({ command = [], args = [] }) => [...command, ...args]),
  );
}
