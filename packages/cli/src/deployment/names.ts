import { NAMESPACE, type Text, VERSION } from "./template.ts";

/** What the server is called, and what belongs to it: one in a cluster, so that rights can name each object. */
export const NAME = "watertight";

/** The Secret of the server's certificates. */
export const CERTIFICATES = "watertight-certificates";

type Labels = Readonly<Record<string, string | Text>>;

/** What selects the Pods of the server; never changes, for a Deployment's selector cannot. */
export const SELECTOR: Labels = {
  "app.kubernetes.io/name": NAME,
  "app.kubernetes.io/component": "server",
};

/** The labels of Pods: without the version, so that they are made anew when something of them changes. */
export const POD_LABELS: Labels = { ...SELECTOR, "app.kubernetes.io/part-of": NAME };

/** The labels of every object. */
export const LABELS: Labels = { ...POD_LABELS, "app.kubernetes.io/version": VERSION };

interface Metadata {
  readonly name: string;
  readonly labels: Labels;
  readonly [key: string]: string | Text | Labels;
}

/** What every object of the installation is called and marked with, in no namespace. */
export const IN_CLUSTER: Metadata = { name: NAME, labels: LABELS };

/** The same in the namespace of the server. */
export const IN_NAMESPACE: Metadata = { name: NAME, namespace: NAMESPACE, labels: LABELS };
