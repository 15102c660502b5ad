// What comes out of a printer: counted in the PDF that the browser makes of a page.
import { describe, expect, it } from "vitest";
import { inBrowser } from "./browser.ts";

const { visit } = inBrowser();

describe("the certificate on paper", () => {
  it.each(["en", "ar"])("is one sheet, whatever its size and however it lies: %s", async (language) => {
    const { page, wrong, close } = await visit({ path: `/${language}/learn/maze/done/` });
    await page.fill("#certificate-name", "Maximiliana Konstantinopoulou-Featherstonehaugh");
    for (const format of ["A4", "Letter"]) {
      for (const landscape of [false, true]) {
        for (const preferCSSPageSize of [false, true]) {
          const paper = (await page.pdf({ format, landscape, preferCSSPageSize })).toString("latin1");
          const how = [format, landscape && "landscape", preferCSSPageSize && "as the page wants it"].filter(Boolean).join(", ");
          expect(paper.match(/\/Type\s*\/Page\b/g), how).toHaveLength(1);
        }
      }
    }
    expect(wrong).toEqual([]);
    await close();
  });
});
