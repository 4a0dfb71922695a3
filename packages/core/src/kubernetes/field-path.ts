/** Where a value sits in an object, one segment per step: `["spec", "containers", 0, "ports"]`. */
export type FieldPath = readonly (string | number)[];

/** Formats a path as the API server does in its errors: `spec.containers[0].ports`, `metadata.annotations[example.com/a]`. */
export function formatFieldPath(path: FieldPath): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number" || !/^\w+$/.test(segment)) text += `[${segment}]`;
    else text += text === "" ? segment : `.${segment}`;
  }
  return text;
}
