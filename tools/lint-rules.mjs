// What this project asks of its code and no linter knows: a rule is what it looks for, as selectors of the syntax tree, and its advice.

// Names and words that may be "" and then mean what their absence means, as the API server fills both in.
const EMPTY =
  "/^(serviceAccountName|serviceAccount|restartPolicy|dnsPolicy|schedulerName|priorityClassName|imagePullPolicy|concurrencyPolicy|protocol|namespace|targetPort)$/";
const HARMLESS =
  ':not([right.value=""]):not([right.raw="null"]):not([right.type="ArrayExpression"])';

const rules = {
  "no-stringified-error": adviceOn({
    "JSON.stringify of an Error is {}. Use error.message and cause.": [
      "CallExpression[callee.object.name=JSON][callee.property.name=stringify] > Identifier[name=/^(e|err|error|cause)$/]",
    ],
  }),
  "no-nullish-of-empty-names": adviceOn({
    'An empty text is like an absent one: use || or what reads the field (serviceAccountNameOf, namespaceOf). Only ?? "", ?? null and ?? [] say the same of both.':
      [
        `LogicalExpression[operator="??"][left.name=${EMPTY}]${HARMLESS}`,
        `LogicalExpression[operator="??"][left.computed=false][left.property.name=${EMPTY}]${HARMLESS}`,
        `LogicalExpression[operator="??"][left.property.value=${EMPTY}]${HARMLESS}`,
        `LogicalExpression[operator="??"][left.expression.property.name=${EMPTY}]${HARMLESS}`,
        `LogicalExpression[operator="??"]${HARMLESS} > CallExpression.left[callee.name="valueAt"] > Literal[value=${EMPTY}]:last-child`,
        `ObjectPattern > Property[key.name=${EMPTY}] > AssignmentPattern${HARMLESS}`,
      ],
  }),
  // One family of readers of JSON: kubernetes/json.ts and json-fields.ts.
  "no-own-json-readers": adviceOn({
    "isJsonList and isJsonObject of kubernetes/json.ts are for everybody.": [
      "TSTypePredicate TSArrayType > TSTypeReference[typeName.name=JsonValue]",
      "TSTypePredicate > TSTypeAnnotation > TSTypeReference[typeName.name=JsonObject]",
    ],
    "Use objectAt or listAt of kubernetes/json-fields.ts.": [
      "ConditionalExpression[test.callee.name=/^isJson(Object|List)$/][consequent.type=/^(Identifier|MemberExpression)$/][alternate.type=/^(Object|Array)Expression$/]",
    ],
  }),
  "no-own-text-readers": adviceOn({
    "Use textAt of kubernetes/json-fields.ts.": [
      'ConditionalExpression[test.left.operator="typeof"][test.right.value="string"][alternate.value=""]',
    ],
  }),
  synchronous: adviceOn({
    "The core is synchronous: it decides on what it is given.": [
      "[async=true]",
      "ForOfStatement[await=true]",
      "AwaitExpression",
      "Identifier[name='Promise']",
    ],
  }),
};

/** A rule from each advice and the selectors of what it is given on. */
function adviceOn(advice) {
  return {
    create(context) {
      const visitors = Object.entries(advice).flatMap(([message, selectors]) =>
        selectors.map((selector) => [selector, (node) => context.report({ node, message })]),
      );
      return Object.fromEntries(visitors);
    },
  };
}

export default { meta: { name: "watertight" }, rules };
