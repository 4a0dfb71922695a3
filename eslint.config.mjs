import tseslint from "typescript-eslint";

const STRINGIFIED_ERROR = {
  selector:
    "CallExpression[callee.object.name=JSON][callee.property.name=stringify] > Identifier[name=/^(e|err|error|cause)$/]",
  message: "JSON.stringify of an Error is {}. Use error.message and cause.",
};

// Names and words that may be "" and then mean what their absence means, as the API server fills both in.
const EMPTY =
  "/^(serviceAccountName|serviceAccount|restartPolicy|dnsPolicy|schedulerName|priorityClassName|imagePullPolicy|concurrencyPolicy|protocol|namespace|targetPort)$/";
const EMPTY_MESSAGE =
  'An empty text is like an absent one: use || or what reads the field (serviceAccountNameOf, namespaceOf). Only ?? "", ?? null and ?? [] say the same of both.';
const HARMLESS =
  ':not([right.value=""]):not([right.raw="null"]):not([right.type="ArrayExpression"])';
const EMPTY_NAMES = [
  `LogicalExpression[operator="??"][left.name=${EMPTY}]${HARMLESS}`,
  `LogicalExpression[operator="??"][left.computed=false][left.property.name=${EMPTY}]${HARMLESS}`,
  `LogicalExpression[operator="??"][left.property.value=${EMPTY}]${HARMLESS}`,
  `LogicalExpression[operator="??"][left.expression.property.name=${EMPTY}]${HARMLESS}`,
  `LogicalExpression[operator="??"]${HARMLESS} > CallExpression.left[callee.name="valueAt"] > Literal[value=${EMPTY}]:last-child`,
  `ObjectPattern > Property[key.name=${EMPTY}] > AssignmentPattern${HARMLESS}`,
].map((selector) => ({ selector, message: EMPTY_MESSAGE }));

// One family of readers of JSON: kubernetes/json.ts and json-fields.ts.
const READERS = [
  {
    selector:
      "TSTypePredicate TSArrayType > TSTypeReference[typeName.name=JsonValue], TSTypePredicate > TSTypeAnnotation > TSTypeReference[typeName.name=JsonObject]",
    message: "isJsonList and isJsonObject of kubernetes/json.ts are for everybody.",
  },
  {
    selector:
      "ConditionalExpression[test.callee.name=/^isJson(Object|List)$/][consequent.type=/^(Identifier|MemberExpression)$/][alternate.type=/^(Object|Array)Expression$/]",
    message: "Use objectAt or listAt of kubernetes/json-fields.ts.",
  },
];
const CORE_READERS = [
  {
    selector:
      'ConditionalExpression[test.left.operator="typeof"][test.right.value="string"][alternate.value=""]',
    message: "Use textAt of kubernetes/json-fields.ts.",
  },
];

// Biome formats and sorts; ESLint is the only linter that knows types. Their rules do not overlap.
export default tseslint.config(
  { ignores: ["**/dist/**", "**/kubernetes/api/*.ts"] },
  {
    files: ["packages/*/{src,testing}/**/*.ts", "{tools,conformance,bench}/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: ["./tsconfig.test.json"], tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // The compiler refuses enums (erasableSyntaxOnly), and there are ten classes in all: these two took a third of the time.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // The compiler says so itself (noUnusedLocals, noUnusedParameters).
      "@typescript-eslint/no-unused-vars": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      complexity: ["error", 10],
      "max-depth": ["error", 3],
      "max-params": ["error", 4],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: "error",
      "no-restricted-syntax": ["error", STRINGIFIED_ERROR],
    },
  },
  {
    files: ["packages/*/src/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: { "no-restricted-syntax": ["error", STRINGIFIED_ERROR, ...EMPTY_NAMES, ...READERS] },
  },
  {
    // The core is synchronous and stands on nobody's API: these three took a quarter of the time to find nothing there.
    files: ["packages/core/src/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: {
      "@typescript-eslint/no-misused-promises": "off",
      "@typescript-eslint/no-floating-promises": "off",
      "@typescript-eslint/no-deprecated": "off",
      "no-restricted-syntax": [
        "error",
        {
          selector: "[async=true], AwaitExpression, Identifier[name='Promise']",
          message: "The core is synchronous: it decides on what it is given.",
        },
        STRINGIFIED_ERROR,
        ...EMPTY_NAMES,
        ...READERS,
        ...CORE_READERS,
      ],
      // The compiler already hides console, process, fetch and timers from the core (types: [], no DOM lib).
      "no-restricted-globals": [
        "error",
        { name: "Date", message: "Take the time as an argument." },
      ],
      "no-restricted-properties": [
        "error",
        {
          object: "Math",
          property: "random",
          message: "Take a source of randomness as an argument.",
        },
      ],
    },
  },
  {
    files: ["packages/core/src/kubernetes/json.ts", "packages/core/src/kubernetes/json-fields.ts"],
    rules: { "no-restricted-syntax": ["error", STRINGIFIED_ERROR, ...EMPTY_NAMES] },
  },
);
