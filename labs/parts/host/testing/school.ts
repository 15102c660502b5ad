/** A school's server as PROTOCOL.md describes it, in Node on a real socket, with faults to order. For tests. */

import { createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { AttemptIn, DraftIn, PeriodNow, RefusedItem, WorkKept } from "../wire.gen.ts";

/** What goes wrong with the next request (to `path`, when given). */
export interface Fault {
  readonly path?: string;
  /** cut: the connection breaks before anything is kept. lost: everything is kept, the answer breaks off. */
  readonly kind: "cut" | "lost" | "half" | "portal" | "answer" | "slow" | "html-error";
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly milliseconds?: number;
}
interface Session { readonly person: string; readonly csrf: string }
export interface Heard { readonly path: string; readonly cookie: string; readonly body: string; readonly language: string; readonly csrf: string }

export class School {
  readonly heard: Heard[] = [];
  readonly faults: Fault[] = [];
  /** Per person: attempts by id, in the order of their first arrival. */
  readonly kept = new Map<string, Map<string, AttemptIn>>();
  readonly drafts = new Map<string, Map<string, DraftIn>>();
  readonly sessions = new Map<string, Session>();
  readonly periods = new Map<string, PeriodNow>();
  readonly removedLevels = new Set<string>();
  readonly beats: { person: string; active: number; working: boolean }[] = [];
  /** Files to serve, by path, for tests in a browser. */
  readonly files = new Map<string, { readonly type: string; readonly body: string }>();
  /** More than the real server, so that tests need no large data. */
  largestBody = 512 * 1024;
  ticketsOver = false;
  private readonly server: Server;
  private readonly sealing = generateKeyPairSync("x25519");
  private readonly now: () => number;
  private count = 0;

  constructor(now: () => number) {
    this.now = now;
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => { done(); }));
  }

  /** A new sign-in: the value of the session cookie. */
  signIn(person: string): string {
    this.count += 1;
    const session = `session-${this.count}`;
    this.sessions.set(session, { person, csrf: `csrf-${this.count}` });
    return session;
  }

  signOutEverywhere(person: string): void {
    for (const [key, session] of this.sessions) if (session.person === person) this.sessions.delete(key);
  }

  attemptsOf(person: string): AttemptIn[] {
    return [...(this.kept.get(person)?.values() ?? [])];
  }

  asked(path: string): Heard[] {
    return this.heard.filter((one) => one.path.split("?")[0] === path);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    try {
      for await (const part of request) parts.push(part as Buffer);
    } catch {
      return; // the page went away
    }
    const body = Buffer.concat(parts).toString("utf8");
    const path = request.url ?? "/";
    const file = this.files.get(path);
    if (file !== undefined) { response.writeHead(200, { "Content-Type": file.type }).end(file.body); return; }
    if (path === "/favicon.ico") { response.writeHead(404).end(); return; }
    const header = (name: string): string => String(request.headers[name] ?? "");
    this.heard.push({ path, body, cookie: header("cookie"), language: header("accept-language"), csrf: header("x-csrftoken") });
    const at = this.faults.findIndex((fault) => fault.path === undefined || path.startsWith(fault.path));
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0];
    if (fault?.kind === "cut") { request.socket.destroy(); return; }
    if (fault?.kind === "portal") { response.writeHead(200, { "Content-Type": "text/html" }).end("<h1>Welcome to the guest network</h1>"); return; }
    if (fault?.kind === "html-error") { response.writeHead(fault.status ?? 502, { "Content-Type": "text/html", ...fault.headers }).end("<h1>Bad gateway</h1>"); return; }
    if (fault?.kind === "answer") { this.answer(response, fault.status ?? 500, fault.body ?? { refused: "broken", sentence: "Sorry" }, fault.headers); return; }
    if (fault?.kind === "slow") await new Promise((done) => setTimeout(done, fault.milliseconds));
    const [status, value] = this.decide(path, request, body);
    if (fault?.kind === "lost") { request.socket.destroy(); return; }
    if (fault?.kind === "half") {
      response.writeHead(status, { "Content-Type": "application/json", "Content-Length": "100000" });
      response.write(JSON.stringify(value).slice(0, 20), () => request.socket.destroy());
      return;
    }
    this.answer(response, status, value);
  }

  private answer(response: ServerResponse, status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): void {
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(value));
  }

  private decide(address: string, request: IncomingMessage, text: string): [number, unknown] {
    const url = new URL(address, "http://school");
    const cookie = /session=([^;]+)/.exec(String(request.headers.cookie ?? ""))?.[1] ?? "";
    const session = this.sessions.get(cookie);
    if (url.pathname === "/me") return [200, this.me(session, url.searchParams.get("level"))];
    if (Buffer.byteLength(text) > this.largestBody) return [413, { refused: "too-large", sentence: "Too much at once." }];
    const body = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
    if (url.pathname === "/deposit") return this.deposit(body as { sealed: string }, session);
    if (session === undefined) return url.pathname === "/sign-out" ? [200, { now: this.now() }] : [401, { refused: "signed-out", sentence: "You are signed out." }];
    if (request.method === "POST" && request.headers["x-csrftoken"] !== session.csrf) return [403, { refused: "csrf", sentence: "Please try again." }];
    if (url.pathname.startsWith("/work/")) {
      const work = this.workOf(session.person, url.pathname.slice("/work/".length));
      return [200, { program: work?.program ?? null, madeAt: work?.madeAt ?? null, now: this.now() }];
    }
    if (body["person"] !== session.person) return [409, { refused: "another-person", sentence: "Somebody else is signed in." }];
    switch (url.pathname) {
      case "/attempts": return [200, this.keep(session.person, body["attempts"] as AttemptIn[])];
      case "/drafts": return [200, this.keepDrafts(session.person, body["drafts"] as DraftIn[])];
      case "/beat":
        this.beats.push(body as { person: string; active: number; working: boolean });
        return [200, { period: this.periods.get(session.person) ?? null, now: this.now() }];
      case "/hand": return [200, { handRaised: body["up"], now: this.now() }];
      case "/sign-out":
        this.sessions.delete(cookie);
        return [200, { now: this.now() }];
      default: return [404, { refused: "not-found", sentence: "No such page." }];
    }
  }

  private me(session: Session | undefined, level: string | null): unknown {
    if (session === undefined) return { person: null, period: null, csrf: "", now: this.now(), states: {}, work: null, sealing: null, ticket: null };
    const key = (this.sealing.publicKey.export({ format: "jwk" }) as { x: string }).x;
    return {
      person: { code: session.person, name: session.person, tile: null, role: "pupil", weak: true, ageKnown: true, section: null },
      period: this.periods.get(session.person) ?? null, csrf: session.csrf, now: this.now(), states: this.statesOf(session.person),
      work: level === null ? null : this.workOf(session.person, level),
      sealing: { id: "k1", key }, ticket: `${session.person}.${createHmac("sha256", "ticket").update(session.person).digest("base64url")}`,
    };
  }

  private statesOf(person: string): Record<string, number> {
    const states: Record<string, number> = {};
    const rank = { tried: 1, passed: 2, perfect: 3, done: 4 };
    for (const item of this.attemptsOf(person)) states[item.level] = Math.max(states[item.level] ?? 0, rank[item.outcome]);
    return states;
  }

  private workOf(person: string, level: string): WorkKept | null {
    const all = [...this.attemptsOf(person), ...(this.drafts.get(person)?.values() ?? [])].filter((item) => item.level === level);
    return all.sort((a, b) => b.madeAt - a.madeAt)[0] ?? null;
  }

  private keep(person: string, attempts: readonly AttemptIn[]): unknown {
    const mine = this.kept.get(person) ?? new Map<string, AttemptIn>();
    this.kept.set(person, mine);
    const kept: string[] = [];
    const refused: RefusedItem[] = [];
    for (const item of attempts) {
      if (this.removedLevels.has(item.level)) refused.push({ id: item.id, reason: "unknown-level", sentence: "This puzzle is gone." });
      else {
        if (!mine.has(item.id)) mine.set(item.id, item);
        kept.push(item.id);
      }
    }
    return { kept, refused, states: this.statesOf(person), now: this.now() };
  }

  private keepDrafts(person: string, drafts: readonly DraftIn[]): unknown {
    const mine = this.drafts.get(person) ?? new Map<string, DraftIn>();
    this.drafts.set(person, mine);
    for (const item of drafts) if ((mine.get(item.level)?.madeAt ?? 0) <= item.madeAt) mine.set(item.level, item);
    return { kept: drafts.map(({ level }) => level), refused: [], now: this.now() };
  }

  private deposit({ sealed }: { sealed: string }, session: Session | undefined): [number, unknown] {
    let inside: { ticket: string; person: string; attempts: AttemptIn[]; drafts: DraftIn[] };
    try {
      inside = JSON.parse(openSealed(Buffer.from(sealed, "base64url"), this.sealing.privateKey, "homeroom deposit 1").toString("utf8")) as typeof inside;
    } catch {
      return [400, { refused: "unreadable", sentence: "" }];
    }
    const right = `${inside.person}.${createHmac("sha256", "ticket").update(inside.person).digest("base64url")}`;
    if (inside.ticket !== right) return [400, { refused: "unreadable", sentence: "" }];
    if (this.ticketsOver && session?.person !== inside.person) return [410, { refused: "ticket-over", sentence: "" }];
    this.keep(inside.person, inside.attempts);
    this.keepDrafts(inside.person, inside.drafts);
    return [200, { now: this.now() }];
  }
}

/** HPKE's receiving side, written a second time on Node's own cryptography. */
export function openSealed(message: Buffer, privateKey: ReturnType<typeof createPrivateKey>, info: string): Buffer {
  const enc = message.subarray(0, 32);
  const sender = createPublicKey({ key: { kty: "OKP", crv: "X25519", x: enc.toString("base64url") }, format: "jwk" });
  const receiver = Buffer.from((createPublicKey(privateKey).export({ format: "jwk" }) as { x: string }).x, "base64url");
  const kem = Buffer.concat([Buffer.from("KEM"), Buffer.from([0, 0x20])]);
  const suite = Buffer.concat([Buffer.from("HPKE"), Buffer.from([0, 0x20, 0, 1, 0, 3])]);
  const extract = (id: Buffer, salt: Buffer, label: string, key: Buffer): Buffer =>
    createHmac("sha256", salt.length === 0 ? Buffer.alloc(32) : salt).update(Buffer.concat([Buffer.from("HPKE-v1"), id, Buffer.from(label), key])).digest();
  const expand = (id: Buffer, key: Buffer, label: string, about: Buffer, length: number): Buffer => {
    const labeled = Buffer.concat([Buffer.from([length >> 8, length & 255]), Buffer.from("HPKE-v1"), id, Buffer.from(label), about]);
    return createHmac("sha256", key).update(Buffer.concat([labeled, Buffer.from([1])])).digest().subarray(0, length);
  };
  const none = Buffer.alloc(0);
  const shared = diffieHellman({ privateKey, publicKey: sender });
  const secret = expand(kem, extract(kem, none, "eae_prk", shared), "shared_secret", Buffer.concat([enc, receiver]), 32);
  const context = Buffer.concat([Buffer.from([0]), extract(suite, none, "psk_id_hash", none), extract(suite, none, "info_hash", Buffer.from(info))]);
  const base = extract(suite, secret, "secret", none);
  const open = createDecipheriv("chacha20-poly1305", expand(suite, base, "key", context, 32), expand(suite, base, "base_nonce", context, 12), { authTagLength: 16 });
  open.setAuthTag(message.subarray(-16));
  return Buffer.concat([open.update(message.subarray(32, -16)), open.final()]);
}

