import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { Advisory, Affected } from "../matching/advisory.ts";
import { type PackageUrl, parsePurl } from "../purl.ts";
import { advisoryOfCve, affectedUntil } from "./feed.ts";

/** Whether a document is of CSAF 2. */
export function isCsaf(document: JsonObject): boolean {
  return textAt(document, "document", "csaf_version") !== "";
}

/** A product of a CSAF document: a component, and where it is installed. */
export interface CsafProduct {
  /** Of the component, or "". */
  readonly purl: string;
  /** Of the platform, or of the product itself: `cpe:/a:redhat:enterprise_linux:9::appstream`; or "". */
  readonly cpe: string;
  /** The component's own id within the document. */
  readonly component: string;
}

/** The products of a document by their ids: branches, and relationships of a component to its platform. */
export function productsOf(document: JsonObject): ReadonlyMap<string, CsafProduct> {
  const products = new Map<string, CsafProduct>();
  const open = [...listAt(document, "product_tree", "branches")];
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    open.push(...listAt(branch, "branches"));
    addProduct(products, valueAt(branch, "product"));
  }
  for (const name of listAt(document, "product_tree", "full_product_names"))
    addProduct(products, name);
  for (const relationship of listAt(document, "product_tree", "relationships")) {
    const reference = textAt(relationship, "product_reference");
    const component = products.get(reference);
    const platform = products.get(textAt(relationship, "relates_to_product_reference"));
    products.set(textAt(relationship, "full_product_name", "product_id"), {
      purl: component?.purl ?? "",
      cpe: platform?.cpe ?? "",
      component: reference,
    });
  }
  return products;
}

function addProduct(products: Map<string, CsafProduct>, product: JsonValue | undefined): void {
  const id = textAt(product, "product_id");
  if (id === "") return;
  products.set(id, {
    purl: textAt(product, "product_identification_helper", "purl"),
    cpe: textAt(product, "product_identification_helper", "cpe"),
    component: id,
  });
}

/** Red Hat's VEX documents and advisories as advisories: what is fixed with the version, what is affected without one. */
export function readCsafAdvisories(document: JsonObject): readonly Advisory[] {
  const products = productsOf(document);
  return listAt(document, "vulnerabilities").flatMap((vulnerability) => {
    const cve = textAt(vulnerability, "cve");
    if (cve === "") return [];
    const affected = [
      ...textsAt(vulnerability, "product_status", "fixed").map((id) =>
        fixedEntry(products.get(id)),
      ),
      ...textsAt(vulnerability, "product_status", "known_affected").map((id) =>
        openEntry(products.get(id), id, vulnerability),
      ),
    ].filter((entry) => entry !== undefined);
    return [
      advisoryOfCve("RHVEX", cve, {
        source: textAt(document, "document", "publisher", "name").replace(/ Product Security$/, ""),
        summary: textAt(vulnerability, "title") || textAt(document, "document", "title"),
        published: textAt(vulnerability, "release_date"),
        modified: textAt(document, "document", "tracking", "current_release_date"),
        rating: textAt(document, "document", "aggregate_severity", "text"),
        severities: listAt(vulnerability, "scores").flatMap((score) =>
          ["cvss_v3", "cvss_v2"].flatMap((version) => {
            const vector = textAt(score, version, "vectorString");
            return vector === "" ? [] : [{ type: version.toUpperCase(), score: vector }];
          }),
        ),
        cwes: [textAt(vulnerability, "cwe", "id")].filter((cwe) => cwe !== ""),
        affected: unique(affected),
      }),
    ];
  });
}

function unique(entries: readonly Affected[]): readonly Affected[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

/** `cpe:/o:redhat:enterprise_linux:9::baseos` is `Red Hat:enterprise_linux:9::baseos` of OSV. */
function ecosystemOfCpe(cpe: string): string | undefined {
  const name = /^cpe:\/[aoh]:redhat:(.+)$/.exec(cpe)?.[1];
  return name === undefined ? undefined : `Red Hat:${name}`;
}

/** A component on a platform of Red Hat; undefined for what is neither, and for sources. */
interface Component {
  readonly ecosystem: string;
  readonly name: string;
  /** With its epoch; "" where all versions are meant. */
  readonly version: string;
}

function componentOf(product: CsafProduct | undefined): Component | undefined {
  if (product === undefined) return undefined;
  const ecosystem = ecosystemOfCpe(product.cpe);
  const purl = parsePurl(product.purl);
  if (ecosystem === undefined || purl?.qualifiers.get("arch") === "src") return undefined;
  if (purl === undefined) {
    return { ecosystem, name: product.component.replace(/^.*[:/]/, ""), version: "" };
  }
  return purl.type === "rpm" ? componentOfPurl(ecosystem, purl) : undefined;
}

function componentOfPurl(ecosystem: string, purl: PackageUrl): Component {
  const stream = purl.qualifiers.get("rpmmod");
  const epoch = purl.qualifiers.get("epoch") ?? "0";
  return {
    ecosystem,
    name:
      stream === undefined ? purl.name : `${stream.split(":").slice(0, 2).join(":")}::${purl.name}`,
    version:
      purl.version === "" || /^\d+:/.test(purl.version) ? purl.version : `${epoch}:${purl.version}`,
  };
}

/** The same fix is named for every architecture: one entry says it. */
function fixedEntry(product: CsafProduct | undefined): Affected | undefined {
  const component = componentOf(product);
  if (component === undefined || component.version === "") return undefined;
  return affectedUntil(component.ecosystem, component.name, component.version);
}

function openEntry(
  product: CsafProduct | undefined,
  id: string,
  vulnerability: JsonValue,
): Affected | undefined {
  const component = componentOf(product);
  if (component === undefined || component.name === "") return undefined;
  const status = remediationOf(id, vulnerability);
  return affectedUntil(component.ecosystem, component.name, "", { status });
}

/** What is said of a fix that is not there: `Will not fix`, `Affected`, `Fix deferred`. */
function remediationOf(id: string, vulnerability: JsonValue): string {
  const remediation = listAt(vulnerability, "remediations").find((item) =>
    textsAt(item, "product_ids").includes(id),
  );
  return textAt(remediation, "details") || textAt(remediation, "category").replaceAll("_", " ");
}
