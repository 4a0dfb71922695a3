import type { JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../kubernetes/json-fields.ts";
import { type FactPlace, placeBelow } from "../snapshot/facts.ts";
import type { PipelineAccess, PipelineAccount } from "./access.ts";
import { readScript } from "./scripts.ts";

/** Whether a file is a pipeline of Jenkins', by its name. */
export function isJenkinsfile(file: string): boolean {
  return /(?:^|\/)Jenkinsfile(?:[.][\w-]+)?$|[.]jenkinsfile$/i.test(file);
}

const PEOPLE = "whoever may push to the repository of this Jenkinsfile";

/**
 * How a Jenkinsfile acts in a cluster: by the credentials that its steps name, and as the account of the pods that it runs in. Each
 * line of the text is a place.
 */
export function jenkinsfileAccesses(text: string, document: FactPlace): readonly PipelineAccess[] {
  const signs = readScript(text);
  const { namespaces, paths: deploys } = signs;
  const common = { tool: "jenkins", people: PEOPLE, namespaces, deploys } as const;
  const credentials = find(
    text,
    /\b(?:withKubeConfig|withKubeCredentials|kubernetesDeploy|kubeconfig)\b[^\n{]{0,400}?\b(?:credentialsId|kubeconfigId|kubeconfigFile)\b\s*:?\s*['"]([^'"\n]{1,200})['"]/,
  );
  const account = find(
    text,
    /\bserviceAccount(?:Name)?\b\s*[:(=]?\s*\(?['"]?([a-z0-9][a-z0-9.-]{0,252})\b/,
  );
  const found: PipelineAccess[] = [];
  if (credentials) {
    const unknown = `its kubeconfig is credential ${credentials.value} of Jenkins`;
    found.push({
      ...common,
      ...({ way: "kubeconfig", as: { unknown } } as const),
      ...{ name: `credential ${credentials.value}`, at: lineAt(document, credentials.line) },
    });
  }
  if (account) {
    found.push({
      ...common,
      ...({ way: "pod", as: accountOf(account.value, namespaceIn(text)) } as const),
      ...{ name: `pods as ${account.value}`, at: lineAt(document, account.line) },
    });
  }
  if (found.length === 0 && signs.deploys) {
    const unknown = "its credentials are kept in Jenkins";
    const at = find(text, /\b(kubectl|helm)\s/);
    found.push({
      ...common,
      ...({ way: "kubeconfig", as: { unknown }, name: "its steps" } as const),
      at: lineAt(document, at?.line ?? 1),
    });
  }
  return found;
}

function accountOf(name: string, namespace: string | undefined): PipelineAccount {
  return namespace === undefined
    ? {
        unknown: `account ${name} is of the namespace of Jenkins' cloud, which the file does not name`,
      }
    : { account: `serviceaccount/${namespace}/${name}` };
}

function namespaceIn(text: string): string | undefined {
  return find(text, /(?<!-)\bnamespace\s*[:(=]?\s*\(?['"]([a-z0-9][a-z0-9-]{0,62})['"]/)?.value;
}

function find(
  text: string,
  pattern: RegExp,
): { readonly value: string; readonly line: number } | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  const [, value = ""] = found;
  return { value, line: text.slice(0, found.index).split("\n").length };
}

function lineAt({ document, name }: FactPlace, line: number): FactPlace {
  return { document, path: [line], name: name === "" ? `line ${line}` : name };
}

/** Whether a document configures Jenkins itself (the plugin Configuration as Code) with a cloud of Kubernetes. */
export function configuresJenkins(value: JsonValue): boolean {
  return listAt(value, "jenkins", "clouds").some(
    (cloud) => Object.keys(objectAt(cloud, "kubernetes")).length > 0,
  );
}

/** As whom the agents of Jenkins' clouds run. */
export function jenkinsConfigurationAccesses(
  value: JsonValue,
  document: FactPlace,
): readonly PipelineAccess[] {
  return listAt(value, "jenkins", "clouds").flatMap((cloud, index) => {
    const settings = objectAt(cloud, "kubernetes");
    const own = textAt(settings, "namespace");
    const path = ["jenkins", "clouds", index, "kubernetes", "templates"];
    return listAt(settings, "templates").flatMap((template, at): readonly PipelineAccess[] => {
      const account = textAt(template, "serviceAccount");
      if (account === "") return [];
      const namespace = textAt(template, "namespace") || own;
      return [
        {
          ...{ tool: "jenkins", way: "pod", name: `agents ${textAt(template, "name")}` },
          people: "whoever may change a job of this Jenkins",
          as: accountOf(account, namespace || undefined),
          ...{ namespaces: [], deploys: [] },
          at: placeBelow(document, [...path, at, "serviceAccount"]),
        },
      ];
    });
  });
}
