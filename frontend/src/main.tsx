import { effect } from "@preact/signals";
import { render } from "preact";

import { App } from "./app";
import { api } from "./connection/api";
import { attempt, notice } from "./connection/notice";
import { restoreLostFocus } from "./platform/focus";
import { startUpdateCheck } from "./platform/page_updates";
import { keepAwake } from "./platform/wake_lock";
import { followAddress, view } from "./route";
import { connectSession } from "./session/live_session";
import { startTicker } from "./session/ticker";
import { loadProfile } from "./settings/profile";
import { catalogue } from "./texts";
// In this order: a later sheet overrides an earlier one.
import "./style/base.css";
import "./style/camera.css";
import "./style/figure.css";
import "./style/account_data.css";
import "./style/ui.css";
import "./style/progress.css";
import "./style/session_scene.css";
import "./style/safety.css";
import "./style/session.css";
import "./style/settings.css";
import "./style/session_start.css";
import "./style/today.css";
import "./style/work_list.css";

addEventListener("hashchange", followAddress);
followAddress();
effect(() => {
  document.documentElement.lang = catalogue.value.language.replace("_", "-");
  document.documentElement.dir = catalogue.value.direction;
});
view.subscribe(() => {
  notice.value = null;
});
connectSession();
startUpdateCheck();
startTicker();
keepAwake();
restoreLostFocus();
attempt(loadProfile);

/**
 * The longest wait for the translation: without any, the page would flash in English; with more, it would seem broken.
 */
const MAX_WAIT_MS = 500;

const texts = api.texts().then((loaded) => {
  catalogue.value = loaded;
});
attempt(() => texts);
void Promise.race([texts.catch(() => null), new Promise((over) => setTimeout(over, MAX_WAIT_MS))]).then(() => {
  render(<App />, document.getElementById("page") as HTMLElement);
});
