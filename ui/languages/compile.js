// Compiles the messages for what looks at the page without building it: types, lints and its own tests.
import { compile } from "@inlang/paraglide-js";
import { usual } from "./project.js";

await compile(usual());
