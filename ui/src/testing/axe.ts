// What axe finds wrong; colours are tested from the tokens, as there is no layout here.
import axe from "axe-core";

export async function violations(): Promise<string[]> {
  const { violations } = await axe.run(document, {
    rules: {
      "color-contrast": { enabled: false },
      region: { enabled: false },
      "page-has-heading-one": { enabled: false },
    },
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
  );
}
