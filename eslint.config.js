import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

const tauri = {
  group: ["@tauri-apps/*"],
  message: "The page reaches the system through host/tauri.ts only.",
};
const internals = {
  regex: "^(\\.\\./)+features/[^/]+/.+|^\\.\\./(?!\\.\\.|/)[^/]+/.+",
  message: "A feature is reached through its index.ts only.",
};

const keys = {
  selector: "MemberExpression[object.name='event'][property.name=/^(key|code|keyCode)$/]",
  message: "Keys are in one table: ask keys/ by the name of the binding.",
};
const styles = {
  // The policy of the window allows no style attribute in markup; style: directives go through CSSOM.
  selector: "SvelteAttribute[key.name='style']",
  message: "Set it with a style: directive.",
};

export default ts.config(
  { ignores: ["ui/dist/**", "ui/src/messages/generated/**", "ui/src/host/bindings.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    files: ["ui/**/*.{ts,svelte,js}"],
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-imports": ["error", { patterns: [tauri] }],
      "no-restricted-syntax": ["error", keys],
      // Typed by hand where it says more than inference; the rest is taste.
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_$" }],
    },
  },
  {
    files: ["ui/**/*.svelte", "ui/**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // Text of people and servers is never markup.
      "svelte/no-at-html-tags": "error",
      // Classes of this page hold plain maps on purpose; what is reactive says so by $state.
      "svelte/prefer-svelte-reactivity": "off",
      "no-restricted-syntax": ["error", keys, styles],
    },
  },
  {
    files: ["ui/src/features/**/*.{ts,svelte}"],
    rules: { "no-restricted-imports": ["error", { patterns: [tauri, internals] }] },
  },
  {
    files: ["ui/src/keys/**"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["ui/src/host/tauri.ts"],
    rules: { "no-restricted-imports": "off" },
  },
);
