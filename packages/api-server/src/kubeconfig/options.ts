import type { JsonValue } from "@watertight/core/kubernetes";

/** Where a connection's settings come from, and what it needs of the process. */
export interface ConnectOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  /** The folder that holds `.kube/config`. */
  readonly home: string;
  /** A kubeconfig in place of KUBECONFIG and the one at home. */
  readonly kubeconfig?: string;
  /** A context in place of the current one. */
  readonly context?: string;
  /** Reads YAML; of what is no document it says what is wrong, a whole sentence. */
  readonly parse: (text: string) => { readonly value: JsonValue } | { readonly problem: string };
  /** Told what a person should know of the settings, a whole sentence each. */
  readonly remark: (sentence: string) => void;
  /** Whether credential plugins may ask on the terminal. */
  readonly interactive: boolean;
  /** What credential plugins write on their standard error. */
  readonly pluginOutput: (text: string) => void;
  /** Where a pod finds its own account; another folder in tests. */
  readonly accountFolder?: string;
}
