// "Whose is it?": the question about work that was made signed out, with a picture of it.
import { effect } from "@preact/signals";
import type { JSX } from "preact";
import type { Host } from "../../../../labs/parts/host/index.ts";
import { Button } from "../../../../labs/parts/look/index.ts";
import type { Sayer } from "../../../../labs/parts/words/index.ts";

interface OfferedProps {
  readonly host: Pick<Host, "offer" | "saved">;
  readonly say: Sayer;
  /** The server has it: what the page shows is not true any more. */
  readonly onTaken: () => void;
}

export function Offered({ host, say, onTaken }: OfferedProps): JSX.Element | null {
  const offer = host.offer.value;
  if (!offer) return null;
  const accept = async (): Promise<void> => {
    await offer.accept();
    // Without a network it waits in this browser; the page stays, and goes on trying.
    effect(() => { if (host.saved.value === "saved") onTaken(); });
  };
  return (
    <section class="notice notice-idea" aria-labelledby="offer-title">
      {offer.picture !== null && <img src={`data:image/svg+xml,${encodeURIComponent(offer.picture)}`} alt={say("page.offer.picture")} width="96" height="96" />}
      <div class="stack">
        <h2 id="offer-title">{say("page.offer.title")}</h2>
        <p>{offer.solved > 0 ? say("page.offer.text", { solved: offer.solved }) : say("page.offer.begun", { levels: offer.levels })}</p>
        <p class="row">
          <Button kind="go" onClick={() => void accept()}>{say("page.offer.yes")}</Button>
          <Button onClick={() => void offer.decline()}>{say("page.offer.no")}</Button>
        </p>
      </div>
    </section>
  );
}
