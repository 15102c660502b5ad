// What tsc does not see: forgotten promises, loose equality, `any`. Formatting is not its business.
import js from "@eslint/js";
import globals from "globals";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["**/*.gen.ts", "node_modules/", "homeroom/static/built/", "build/", ".venv/"] },
  js.configs.recommended,
  ...ts.configs.strict,
  { languageOptions: { globals: { ...globals.browser, ...globals.worker, ...globals.node } } },
  {
    // The rules about promises need types, so this reads tsconfig.json.
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false, properties: false, arguments: false } }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-eval": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]", message: "Text is never put into a page as HTML: use Preact or textContent." },
      ],
      // The compiler option noUncheckedIndexedAccess makes every array read "maybe undefined"; where the index is known good, `!` is the honest answer.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrorsIgnorePattern: "^_" }],
    },
  },
  {
    // Only the host part may use the network (the engine's loader fetches our own WebAssembly file, once).
    files: ["labs/**/*.ts", "labs/**/*.tsx", "homeroom/*/islands/**"],
    ignores: ["labs/parts/host/**", "labs/parts/engine/open.ts", "labs/bench/**", "labs/check/**", "labs/**/*.test.ts", "labs/**/*.test.tsx"],
    rules: { "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket", "EventSource"] },
  },
  {
    files: ["labs/check/**", "labs/bundle/**", "labs/bench/**"],
    rules: { "no-console": "off" },
  },
);
