import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { fromBase64Url, seal, sealBytes, toBase64Url } from "./seal.ts";
import { openSealed } from "./testing/school.ts";

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));

test("RFC 9180, appendix A.2.1: the same key, the same message, the same ciphertext", () => {
  const sealed = sealBytes(
    bytes("4265617574792069732074727574682c20747275746820626561757479"),
    bytes("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a"),
    bytes("4f6465206f6e2061204772656369616e2055726e"),
    bytes("f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600"),
  );
  expect(Buffer.from(sealed.subarray(0, 32)).toString("hex")).toBe("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
  // The vector's tag is over an `aad` of its own, ours is empty; the encrypted bytes before it are the same.
  expect(Buffer.from(sealed.subarray(32, 32 + 29)).toString("hex")).toBe("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b");
  expect(sealed.length).toBe(32 + 29 + 16);
});

test("what is sealed opens with the server's key only, and not when a byte was changed", () => {
  const pair = generateKeyPairSync("x25519");
  const key = (pair.publicKey.export({ format: "jwk" }) as { x: string }).x;
  const random = (many: number): Uint8Array => crypto.getRandomValues(new Uint8Array(many));
  const words = JSON.stringify({ name: "Añil, 東京, \u{1f9a6}", long: "x".repeat(100_000) });
  const sealed = Buffer.from(seal(words, key, random), "base64url");
  expect(openSealed(sealed, pair.privateKey, "homeroom deposit 1").toString("utf8")).toBe(words);
  expect(() => openSealed(sealed, pair.privateKey, "something else")).toThrow();
  const other: ReturnType<typeof createPrivateKey> = generateKeyPairSync("x25519").privateKey;
  expect(() => openSealed(sealed, other, "homeroom deposit 1")).toThrow();
  sealed[50] = (sealed[50] ?? 0) ^ 1;
  expect(() => openSealed(sealed, pair.privateKey, "homeroom deposit 1")).toThrow();
});

test("the same work sealed twice looks different", () => {
  const key = toBase64Url(bytes("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a"));
  const random = (many: number): Uint8Array => crypto.getRandomValues(new Uint8Array(many));
  expect(seal("work", key, random)).not.toBe(seal("work", key, random));
  expect(toBase64Url(fromBase64Url("-_8"))).toBe("-_8");
});
