export {
  type FoundSecret,
  secretsAssigned,
  secretsInText,
  secretUnderKey,
  withoutSecrets,
} from "./find.ts";
export { withHiddenSecrets } from "./hidden-object.ts";
export { hidingSecrets } from "./hiding-secrets.ts";
