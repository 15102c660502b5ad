export { startCertificate, type DonePage } from "./certificate.tsx";
