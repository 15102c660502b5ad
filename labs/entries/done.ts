// The congratulation page: only the certificate needs a script; the rest is the server's.
import "../parts/certificate/certificate.css";
import { startCertificate, type DonePage } from "../parts/certificate/index.ts";
import { iconsAt } from "../parts/look/index.ts";

const data = document.getElementById("page-data")?.textContent;
if (data) {
  const page = JSON.parse(data) as DonePage;
  iconsAt(page.pictures.replace(/pictures\/?$/, "icons.gen.svg"));
  startCertificate(page, new Date());
}
