import { describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { listen } from "../driver/in-page";
import { stage } from "../people/stage";

const here = stage();

describe("The content security policy", () => {
  test("is not violated from the first moment of a load", async () => {
    await until("a listener that is there before the page", async () => {
      await here.page.run(() => void setTimeout(() => location.reload()));
      await until("the new page", () => here.page.run(listen).catch(() => false));
      return here.page.run(() => document.querySelector("main") === null);
    });
    await here.window.people();
    expect(await here.page.noted()).toEqual([]);
  });

  test("has nothing to forbid in the document", async () => {
    const inline = await here.page.run(() =>
      Array.from(
        document.querySelectorAll("script:not([src]), style, head [style], body[style]"),
        (element) => element.outerHTML.slice(0, 200),
      ),
    );
    expect(inline).toEqual([]);
  });

  test("lets no script in, and the page talks to nobody", async () => {
    const outcome = await here.page.run(async () => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.body.append(script);
      script.remove();
      const reached = await fetch("https://127.0.0.1:1/").then(
        () => true,
        () => false,
      );
      return { ran: "intruder" in window, reached };
    });
    expect(outcome).toEqual({ ran: false, reached: false });
    const noted = (await here.page.noted()).join("\n");
    expect(noted).toContain("script-src");
    expect(noted).toContain("connect-src");
  });
});
