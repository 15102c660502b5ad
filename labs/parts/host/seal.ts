/**
 * Sealing for the server alone: HPKE (RFC 9180), base mode, single shot, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305.
 * Loaded only where somebody is signed in. Needs no `crypto.subtle`, so it works on plain HTTP in a building.
 */

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";

const INFO = "homeroom deposit 1";

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const number = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 0xff);
const join = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const KEM = join(text("KEM"), number(0x0020));
const SUITE = join(text("HPKE"), number(0x0020), number(0x0001), number(0x0003));
const NONE = new Uint8Array(0);

const labeledExtract = (suite: Uint8Array, salt: Uint8Array, label: string, key: Uint8Array): Uint8Array =>
  extract(sha256, join(text("HPKE-v1"), suite, text(label), key), salt);
const labeledExpand = (suite: Uint8Array, key: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array =>
  expand(sha256, key, join(number(length), text("HPKE-v1"), suite, text(label), info), length);

/** Key and nonce for one message between an ephemeral key and the receiver's. */
function schedule(shared: Uint8Array, enc: Uint8Array, receiver: Uint8Array, info: Uint8Array): { key: Uint8Array; nonce: Uint8Array } {
  const secret = labeledExpand(KEM, labeledExtract(KEM, NONE, "eae_prk", shared), "shared_secret", join(enc, receiver), 32);
  const context = join(Uint8Array.of(0), labeledExtract(SUITE, NONE, "psk_id_hash", NONE), labeledExtract(SUITE, NONE, "info_hash", info));
  const base = labeledExtract(SUITE, secret, "secret", NONE);
  return { key: labeledExpand(SUITE, base, "key", context, 32), nonce: labeledExpand(SUITE, base, "base_nonce", context, 12) };
}

/** `enc || ciphertext`; `ephemeral` is a fresh private key of 32 random bytes. */
export function sealBytes(message: Uint8Array, receiver: Uint8Array, info: Uint8Array, ephemeral: Uint8Array): Uint8Array {
  const enc = x25519.getPublicKey(ephemeral);
  const { key, nonce } = schedule(x25519.getSharedSecret(ephemeral, receiver), enc, receiver, info);
  return join(enc, chacha20poly1305(key, nonce).encrypt(message));
}

/** Seals a text for the server's key (base64url). `random` gives that many random bytes. */
export function seal(words: string, receiver: string, random: (bytes: number) => Uint8Array): string {
  return toBase64Url(sealBytes(text(words), fromBase64Url(receiver), text(INFO), random(32)));
}

export function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function fromBase64Url(words: string): Uint8Array {
  return Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
