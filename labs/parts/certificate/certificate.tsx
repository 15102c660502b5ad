// The certificate at the end of a lesson. The name is typed into this page, printed from it, and gone with it: nothing is sent, nothing kept.
import { render, type JSX } from "preact";
import { useSignal } from "@preact/signals";
import { Button } from "../look/index.ts";
import { sayer, type Sayer } from "../words/index.ts";

/** What the congratulation page hands to its script, as JSON in `#page-data`. */
export interface DonePage {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly lesson: { readonly title: string };
  /** What was learned, each in a few words. */
  readonly learned: readonly string[];
  readonly words: Readonly<Record<string, string>>;
  /** Base address of the pictures. */
  readonly pictures: string;
}

/** Longer names than this are not names. */
const longest = 60;

/** Draws the field and the certificate into `#certificate`. `today` is the reader's own day. */
export function startCertificate(page: DonePage, today: Date): void {
  const place = document.getElementById("certificate");
  if (!place) return;
  place.textContent = "";
  render(<Certificate page={page} today={today} say={sayer({ language: page.language, texts: page.words })} />, place);
}

function Certificate({ page, today, say }: { readonly page: DonePage; readonly today: Date; readonly say: Sayer }): JSX.Element {
  const name = useSignal("");
  const date = new Intl.DateTimeFormat(page.language, { dateStyle: "long" }).format(today);
  return (
    <>
      <form
        class="certificate-form"
        onSubmit={(event: Event) => {
          event.preventDefault();
          print();
        }}
      >
        <div class="field">
          <label for="certificate-name">{say("certificate.name")}</label>
          <span class="hint" id="certificate-private">
            {say("certificate.private")}
          </span>
          <input
            id="certificate-name"
            type="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={longest}
            dir="auto"
            aria-describedby="certificate-private"
            value={name.value}
            onInput={(event) => {
              name.value = event.currentTarget.value;
            }}
          />
        </div>
        <Button kind="go" icon="print" submit>
          {say("certificate.print")}
        </Button>
      </form>
      <article class="certificate" aria-label={say("certificate.title")}>
        <div class="certificate-sheet">
          <p class="certificate-title">{say("certificate.title")}</p>
          <p class="certificate-name">
            <bdi>{name.value.trim() || "\u00a0"}</bdi>
          </p>
          <p class="certificate-text">{say("certificate.text", { lesson: page.lesson.title })}</p>
          {page.learned.length > 0 && (
            <ul class="certificate-learned">
              {page.learned.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
          <p class="certificate-date">{date}</p>
          <svg class="certificate-seal" viewBox="0 0 120 120" aria-hidden="true" focusable="false">
            <path d="M42 78l-12 36 18-8 10 14 8-36zM78 78l12 36-18-8-10 14-8-36z" />
            <path class="certificate-seal-edge" d={rosette(60, 48, 44, 38, 16)} />
            <circle cx="60" cy="48" r="30" />
            <path class="certificate-seal-star" d="M60 27l6.5 13.3 14.7 2.1-10.6 10.3 2.5 14.6L60 60.4l-13.1 6.9 2.5-14.6-10.6-10.3 14.7-2.1z" />
          </svg>
        </div>
      </article>
    </>
  );
}

/** A star with `points` round points: the edge of a seal. */
function rosette(x: number, y: number, outer: number, inner: number, points: number): string {
  const corners = Array.from({ length: points * 2 }, (_, index) => {
    const radius = index % 2 === 0 ? outer : inner;
    const angle = (index * Math.PI) / points;
    return `${(x + radius * Math.sin(angle)).toFixed(1)} ${(y - radius * Math.cos(angle)).toFixed(1)}`;
  });
  return `M${corners.join("L")}z`;
}
