import tseslint from "typescript-eslint";

const STRINGIFIED_ERROR = {
  selector:
    "CallExpression[callee.object.name=JSON][callee.property.name=stringify] > Identifier[name=/^(e|err|error|cause)$/]",
  message: "JSON.stringify of an Error is {}. Use error.message and cause.",
};

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
);
