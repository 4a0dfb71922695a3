import { asJson, listAt, textAt } from "../kubernetes/json-fields.ts";
import type { NodeFacts } from "../nodes/facts/node-facts.ts";
import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";
import { type NodePool, nodeReference, type PoolNode, type WayIn } from "./model.ts";

/** What one node says of one way. */
interface Said {
  readonly open: VerdictValue;
  readonly to?: readonly string[];
  readonly message: string;
}

interface Asked {
  readonly way: string;
  readonly isLogin: boolean;
  readonly fix: string;
  readonly of: (facts: NodeFacts) => Said;
}

const NOT_READ: Said = { open: "unknown", message: "the node's own facts were not read" };

/** Ways in that the nodes themselves show. */
export function waysByFacts(pool: NodePool): readonly WayIn[] {
  return [publicAddress(pool), ...ASKED.map((asked) => wayOf(pool, asked))];
}

function wayOf({ nodes }: NodePool, { way, isLogin, fix, of }: Asked): WayIn {
  const said = nodes.map((node) => ({ node, ...(node.facts ? of(node.facts) : NOT_READ) }));
  const open = worst(said.map((each) => each.open));
  const deciding = said.filter((each) => each.open === open);
  return {
    way,
    open,
    to: [...new Set(deciding.flatMap(({ to = [] }) => to))],
    proof: deciding.map(({ node, message }) => evidence(node, message)),
    fix: fixFor(open, fix),
    isLogin,
  };
}

function fixFor(open: VerdictValue, fix: string): string {
  if (open === "no") return "";
  return open === "yes" ? fix : "Read the facts of these nodes with watertight node collect";
}

/** One open node opens its pool; one that nobody knows leaves it unknown. */
function worst(values: readonly VerdictValue[]): VerdictValue {
  return (["yes", "unknown", "no"] as const).find((each) => values.includes(each)) ?? "unknown";
}

function evidence({ name }: PoolNode, message: string): Evidence {
  return { object: nodeReference(name), path: [], message };
}

function publicAddress({ nodes }: NodePool): WayIn {
  const said = nodes.map((node) => {
    const addresses = node.object ? listAt(asJson(node.object.object), "status", "addresses") : [];
    const index = addresses.findIndex((each) =>
      isPublic(textAt(each, "type"), textAt(each, "address")),
    );
    return { node, addresses, index };
  });
  const open = said.filter(({ index }) => index >= 0);
  const blind = said.filter(({ addresses }) => addresses.length === 0);
  const verdict = open.length > 0 ? "yes" : blind.length > 0 ? "unknown" : "no";
  return {
    way: "public-address",
    open: verdict,
    to: verdict === "yes" ? ["internet"] : [],
    proof:
      verdict === "yes"
        ? open.map(({ node, addresses, index }) => ({
            object: nodeReference(node.name),
            path: ["status", "addresses", index, "address"],
            message: `it has the public address ${textAt(addresses[index], "address")}`,
          }))
        : blind.map(({ node }) => evidence(node, "its addresses are not in the input")),
    fix:
      verdict === "yes"
        ? "Place the nodes in a private network, behind load balancers and NAT"
        : verdict === "no"
          ? ""
          : "Give the Node objects of the running cluster",
    isLogin: false,
  };
}

const PRIVATE =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd]|fe80|::1)/i;

/** What the cloud calls external, and any other address that is routed on the internet. */
function isPublic(type: string, address: string): boolean {
  if (type === "ExternalIP") return !PRIVATE.test(address);
  return type === "InternalIP" && /^[\d.]+$|:/.test(address) && !PRIVATE.test(address);
}

const ASKED: readonly Asked[] = [
  {
    way: "ssh",
    isLogin: true,
    fix: "Stop and disable the SSH daemon, and use the provider's session service",
    of: sshDaemon,
  },
  {
    way: "ssh-password",
    isLogin: true,
    fix: "Set PasswordAuthentication no and KbdInteractiveAuthentication no for everybody",
    of: (facts) => bySshd(facts, passwordLogin),
  },
  {
    way: "ssh-root",
    isLogin: true,
    fix: "Set PermitRootLogin no",
    of: (facts) => bySshd(facts, rootLogin),
  },
  {
    way: "ssh-keys",
    isLogin: true,
    fix: "Remove keys that nobody answers for; log in with certificates that end, or keys that are bound to a device (sk-… with verify-required)",
    of: authorizedKeys,
  },
  {
    way: "ssh-certificates",
    isLogin: true,
    fix: "Remove TrustedUserCAKeys where nobody needs it, and let certificates end after hours",
    of: (facts) => bySshd(facts, certificates),
  },
  {
    way: "session-service",
    isLogin: true,
    fix: "Limit in the cloud's own rights who may start sessions on these nodes",
    of: sessionService,
  },
];

function sshDaemon({ services, processes }: NodeFacts): Said {
  const running = processes?.find(({ name }) => name === "sshd");
  if (running) return openSsh(`process ${running.pid} is sshd`);
  const service = services?.find(({ name }) => /^sshd?\.(?:service|socket)$/.test(name));
  if (service && [service.enabled, service.active].includes(true))
    return openSsh(`${service.name} starts with the node`);
  if (!services && !processes) {
    return { open: "unknown", message: "neither services nor processes were read" };
  }
  return { open: "no", message: "no SSH daemon runs or starts" };
}

function openSsh(message: string): Said {
  return { open: "yes", to: ["whoever reaches port 22"], message };
}

function bySshd(
  facts: NodeFacts,
  ask: (facts: NodeFacts, of: (option: string, byDefault: string) => Option) => Said,
): Said {
  const daemon = sshDaemon(facts);
  if (daemon.open === "no") return daemon;
  const { sshd } = facts;
  if (sshd === undefined)
    return { open: "unknown", message: "the SSH daemon's configuration was not read" };
  return ask(facts, (option, byDefault) => {
    const set = sshd.filter((each) => each.option.toLowerCase() === option.toLowerCase());
    const always = set.find(({ match }) => match === "");
    const loose = set.find(({ match, value }) => match !== "" && value.toLowerCase() === "yes");
    const shown = loose ?? always;
    return {
      value: (shown?.value ?? byDefault).toLowerCase(),
      written: shown?.value ?? byDefault,
      for: loose?.match ?? "",
      place: shown ? `${shown.file}:${shown.line}` : "sshd's default",
    };
  });
}

interface Option {
  readonly value: string;
  readonly written: string;
  /** The condition that it holds under. */
  readonly for: string;
  readonly place: string;
}

function passwordLogin(
  { users }: NodeFacts,
  of: (option: string, byDefault: string) => Option,
): Said {
  const option = of("PasswordAuthentication", "yes");
  const message = `PasswordAuthentication is ${option.value} (${option.place})`;
  if (option.value !== "yes") return { open: "no", message };
  const withPassword = users
    ?.filter(({ password }) => password === "set" || password === "empty")
    .map(({ name }) => `user/${name}`);
  if (withPassword?.length === 0)
    return { open: "no", message: `${message}, and no account has a password` };
  return {
    open: "yes",
    to: option.for === "" ? (withPassword ?? ["whoever knows a password"]) : [option.for],
    message,
  };
}

function rootLogin(
  { authorizedKeys, users }: NodeFacts,
  of: (option: string, byDefault: string) => Option,
): Said {
  const option = of("PermitRootLogin", "prohibit-password");
  const message = `PermitRootLogin is ${option.value} (${option.place})`;
  if (option.value === "no") return { open: "no", message };
  const keys = authorizedKeys?.filter(({ user }) => user === "root");
  const hasPassword = users?.some(({ name, password }) => name === "root" && password === "set");
  if (option.value === "yes" && hasPassword !== false)
    return { open: "yes", to: ["user/root"], message };
  if (keys === undefined) return { open: "unknown", message: `${message}, and keys were not read` };
  return keys.length > 0
    ? {
        open: "yes",
        to: keys.map(({ comment }) => comment || "a key without a comment"),
        message: `${message}, and root has ${keys.length} keys`,
      }
    : { open: "no", message: `${message}, and root has no key` };
}

function authorizedKeys(facts: NodeFacts): Said {
  const daemon = sshDaemon(facts);
  if (daemon.open === "no") return daemon;
  const keys = facts.authorizedKeys;
  if (keys === undefined) return { open: "unknown", message: "keys of accounts were not read" };
  const bound = keys.filter(({ type }) => type.startsWith("sk-"));
  const verified = bound.filter(({ options }) => options.includes("verify-required"));
  const message = `${keys.length} keys, of which ${bound.length} are bound to a device and ${verified.length} ask for its owner`;
  const owners = keys.map(({ user, comment, changed, type }) =>
    [
      `${comment || "somebody"} as user/${user}`,
      type,
      ...(changed === "" ? [] : [`since ${changed.slice(0, 10)}`]),
    ].join(", "),
  );
  return keys.length === 0
    ? { open: "no", message: "no account has a key" }
    : { open: "yes", to: owners, message };
}

function certificates(_: NodeFacts, of: (option: string, byDefault: string) => Option): Said {
  const option = of("TrustedUserCAKeys", "none");
  return option.value === "none"
    ? { open: "no", message: "no authority for certificates is trusted" }
    : {
        open: "yes",
        to: [`holders of certificates of ${option.written}`],
        message: `TrustedUserCAKeys is ${option.written} (${option.place})`,
      };
}

const SESSIONS: readonly (readonly [RegExp, string])[] = [
  [/amazon-ssm-agent/, "whoever may start a Session Manager session"],
  [/google-guest-agent/, "whoever has OS Login or keys in the instance's metadata"],
  [/aad-login|azure-vm-agent|walinuxagent/, "whoever may log in to virtual machines of Azure"],
  [/^teleport|^boundary/, "whoever the bastion lets through"],
];

function sessionService({ services }: NodeFacts): Said {
  if (services === undefined) return { open: "unknown", message: "services were not read" };
  const found = services.filter(({ enabled, active }) => enabled === true || active === true);
  for (const [pattern, to] of SESSIONS) {
    const service = found.find(({ name }) => pattern.test(name));
    if (service) return { open: "yes", to: [to], message: `${service.name} is there` };
  }
  return { open: "no", message: "no session service is there" };
}
