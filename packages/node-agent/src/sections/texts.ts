import { posix } from "node:path";
import type { NodeReader } from "../reader.ts";
import { withoutHeaders, withoutKeys, withoutSecrets } from "./redact.ts";

export interface CollectedText {
  readonly path: string;
  readonly text: string;
  readonly redacted: boolean;
}

const UNITS = ["/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"];

const ENVIRONMENTS = [
  "/var/lib/kubelet/kubeadm-flags.env",
  "/etc/default/kubelet",
  "/etc/sysconfig/kubelet",
];

/** How systemd starts the kubelet: its unit, drop-ins, and files of variables. */
export function unitTexts(reader: NodeReader): readonly CollectedText[] {
  const paths = UNITS.flatMap((folder) => {
    const dropIns = posix.join(folder, "kubelet.service.d");
    const names = (reader.names(dropIns) ?? []).filter((name) => name.endsWith(".conf"));
    return [
      posix.join(folder, "kubelet.service"),
      ...names.map((name) => posix.join(dropIns, name)),
    ];
  });
  return textsAt(reader, [...paths, ...ENVIRONMENTS], withoutFlagSecrets);
}

/** Flags whose names claim secrets lose their values, wherever they stand. */
function withoutFlagSecrets(text: string): { readonly text: string; readonly redacted: boolean } {
  const clean = text.replace(
    /--[\w.-]+(?:=(?:"[^"]*"|'[^']*'|\S*))?/g,
    (flag) => withoutSecrets([flag])[0] ?? "",
  );
  return { text: clean, redacted: clean !== text };
}

/** The kubelet's configuration and drop-ins, the configuration of kube-proxy, and providers of encryption. */
export function configurationTexts(
  reader: NodeReader,
  named: {
    readonly kubelet: readonly string[];
    readonly folder: string | undefined;
    readonly plain: readonly string[];
    readonly encryption: readonly string[];
  },
): readonly CollectedText[] {
  const dropIns =
    named.folder === undefined
      ? []
      : (reader.names(named.folder) ?? [])
          .filter((name) => name.endsWith(".conf"))
          .map((name) => posix.join(named.folder ?? "", name));
  return [
    ...textsAt(reader, [...named.kubelet, ...dropIns], withoutHeaders),
    ...textsAt(reader, named.plain, (text) => ({ text, redacted: false })),
    ...textsAt(reader, named.encryption, (text) => ({ text: withoutKeys(text), redacted: true })),
  ];
}

function textsAt(
  reader: NodeReader,
  paths: readonly string[],
  clean: (text: string) => { readonly text: string; readonly redacted: boolean },
): readonly CollectedText[] {
  return [...new Set(paths)].flatMap((path) => {
    const text = reader.text(path);
    return text === undefined ? [] : [{ path, ...clean(text) }];
  });
}
