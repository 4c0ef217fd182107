/**
 * Both pages of the app at Miro, under one address. Miro loads it without a place on the screen with each
 * board that is opened, where it waits for the click on the app's icon; and then once more, with
 * `?panel`, as the panel. So what waits is small, and loads the rest only where it is seen.
 */
import { loadSdk, sdkAddress } from "./api/sdk";
import { waitForClick } from "./waiting";

const framed = window.parent !== window;
const panel = new URLSearchParams(window.location.search).has("panel");
const sdk = sdkAddress();

if (panel || !framed) void import("./open").then(({ open }) => open({ framed, sdk }));
else if (sdk) void loadSdk(sdk).then(waitForClick);
