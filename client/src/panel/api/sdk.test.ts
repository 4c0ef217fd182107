import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { anSdk } from "../testing";
import { answered, loadSdk, SdkError, sdkAddress } from "./sdk";

const ADDRESS = "https://miro.example/app/static/sdk/v2/miro.js";
let added: HTMLScriptElement[];

beforeEach(() => {
  added = [];
  // Nothing is loaded in a test.
  vi.spyOn(document.head, "append").mockImplementation((script) => {
    added.push(script as HTMLScriptElement);
  });
});

afterEach(() => {
  delete window.miro;
  document.head.innerHTML = "";
});

test("the page says where the SDK is, or nothing where none is set up", () => {
  expect(sdkAddress()).toBe("");
  document.head.innerHTML = `<meta name="miro-sdk" content="${ADDRESS}">`;
  expect(sdkAddress()).toBe(ADDRESS);
});

test("the SDK is what its script leaves behind", async () => {
  const board = anSdk();
  const loading = loadSdk(ADDRESS);
  expect(added.map(({ src }) => src)).toEqual([ADDRESS]);
  window.miro = { board };
  added[0]?.onload?.(new Event("load"));
  expect(await loading).toBe(board);
});

test.each(["onload", "onerror"] as const)("without it that is an error (%s)", async (event) => {
  const loading = loadSdk(ADDRESS);
  added[0]?.[event]?.(new Event(event) as never);
  await expect(loading).rejects.toMatchObject({ name: "SdkError", loaded: false });
});

test("what Miro does not answer is an error, after a while", async () => {
  await expect(answered(new Promise(() => undefined), 1)).rejects.toMatchObject({ loaded: true });
  await expect(answered(Promise.reject(new TypeError("x")))).rejects.toBeInstanceOf(TypeError);
  expect(await answered(Promise.resolve(7))).toBe(7);
  expect(new SdkError(true).message).toContain("does not answer");
});
