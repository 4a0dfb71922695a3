import type { BenchmarkControl } from "../benchmarks/benchmarks.ts";
import { FILE_ROLES } from "../files/roles.ts";
import type { Kubelet } from "../settings/kubelet.ts";
import { ASK_TOPICS } from "../topics/asks.ts";
import { SETTING_TOPICS, type SettingTopic } from "../topics/settings.ts";
import { wantedOf } from "./demands.ts";
import type { Distribution } from "./distribution.ts";
import { octal } from "./files.ts";
import type { Verdict } from "./result.ts";

/** The words of a control. */
export interface Words {
  readonly title: string;
  readonly wanted: string;
  readonly why: string;
  readonly mend: (verdict: Verdict) => string;
  readonly links: readonly string[];
  /** The same control of the CIS benchmark 1.12. */
  readonly cis: string | undefined;
  /** The program whose setting it is. */
  readonly program?: SettingTopic["program"];
}

/** Topics with a judgement of their own and no demand on one setting. */
const FURTHER: ReadonlyMap<string, Omit<SettingTopic, "anyOf">> = new Map<
  string,
  Omit<SettingTopic, "anyOf">
>([
  [
    "api-server-encryption-providers",
    {
      program: "kube-apiserver",
      title: "Secrets are encrypted with a strong provider",
      why: "identity stores Secrets as they are.",
      mend: "Put aescbc, secretbox or kms before identity in the encryption configuration",
      cis: "1.2.28",
    },
  ],
  [
    "container-optimized-os",
    {
      program: "kubelet",
      title: "The node's system is made for containers",
      why: "A general system has more that can be attacked.",
      mend: "Use a node image that is made for containers",
    },
  ],
  [
    "sshd-running",
    {
      program: "kubelet",
      title: "No SSH daemon runs on the node",
      why: "It is one more way in.",
      mend: "Stop the daemon with systemctl stop, and use a way in that the provider logs",
    },
  ],
  [
    "sshd-enabled",
    {
      program: "kubelet",
      title: "No SSH daemon starts with the node",
      why: "It is one more way in.",
      mend: "Switch the daemon off with systemctl disable",
    },
  ],
  [
    "etcd-own-ca",
    {
      program: "etcd",
      title: "etcd has a CA of its own",
      why: "Else every client certificate of the cluster opens etcd.",
      mend: "Sign etcd's certificates by a CA that signs nothing else",
      cis: "2.7",
    },
  ],
]);

/** The topic of a setting by its key; undefined where it is about no setting. */
export function settingTopicOf(key: string): SettingTopic | undefined {
  const further = FURTHER.get(key);
  return SETTING_TOPICS.get(key) ?? (further && { ...further, anyOf: [] });
}

/** The words of a control for a node. */
export function wordsOf({ ask, id }: BenchmarkControl, node: Placed): Words {
  switch (ask.kind) {
    case "mode": {
      const mode = octal(ask.mode);
      return fileWords(
        {
          file: ask.file,
          what: "Permissions of",
          wanted: `${mode} or less`,
          command: `chmod ${mode}`,
        },
        node,
      );
    }
    case "owner":
      return fileWords(
        { file: ask.file, what: "Owner of", wanted: ask.owner, command: `chown ${ask.owner}` },
        node,
      );
    case "set": {
      const topic = settingTopicOf(ask.topic);
      return topic ? settingWords(topic, ask.what, node) : askWords(ask.topic, id);
    }
    case "ask":
      return askWords(ask.topic, id);
    case "other":
      return askWords("", id);
  }
}

/** The node that words are for. */
interface Placed {
  readonly distribution: Distribution;
  readonly kubelet: Kubelet;
}

const KUBEADM_LINK =
  "https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/";

interface FileWish {
  readonly file: string;
  readonly what: string;
  readonly wanted: string;
  readonly command: string;
}

function fileWords({ file, what, wanted, command }: FileWish, { distribution }: Placed): Words {
  return {
    title: `${what} ${FILE_ROLES.get(file)?.title ?? file}`,
    wanted,
    why: "Whoever may read or change it may act as the component that uses it.",
    mend: ({ where = "" }) => distribution.file(`${command} ${where.split(", ")[0] ?? where}`),
    links: [KUBEADM_LINK],
    cis: undefined,
  };
}

const CONFIG_LINK = "https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/";

function settingWords(topic: SettingTopic, what: string, { distribution, kubelet }: Placed): Words {
  const { program, title, why, mend, cis } = topic;
  const files = kubelet.configFiles;
  const config = files !== undefined && !("unknown" in files) ? (files.at(-1) ?? "") : "";
  const change = mend.replace("{config}", config === "" ? "the kubelet's configuration" : config);
  const isWish = wantedOf(topic, what) !== "" && !/^[A-Z0-9_]+(?:,|$)/.test(what);
  return {
    title,
    wanted: isWish
      ? wantedOf(topic, what)
      : what === ""
        ? title
        : `suites among ${what.replaceAll(",", ", ")}`,
    why,
    mend: () => (program === "kubelet" ? distribution.kubelet(change) : `${change}.`),
    links: [
      ...(mend.includes("{config}") ? [CONFIG_LINK] : []),
      `https://kubernetes.io/docs/reference/command-line-tools-reference/${program}/`,
    ].filter((link) => !link.endsWith("/etcd/")),
    cis,
    program,
  };
}

function askWords(key: string, id: string): Words {
  const topic = ASK_TOPICS.get(key);
  return {
    title:
      topic?.title ??
      (key === "provider"
        ? "A matter of the provider's control plane"
        : `Control ${id}, of which nodes show nothing`),
    wanted: topic?.title ?? "",
    why: "",
    mend: () => (topic ? `${topic.mend}.` : ""),
    links: [],
    cis: topic?.cis,
  };
}
