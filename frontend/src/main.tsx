import { effect } from "@preact/signals";
import { render } from "preact";

import { App } from "./app";
import { keepFocus } from "./focus";
import * as heart from "./heart";
import { connect } from "./live";
import { attempt, notice } from "./notice";
import { load } from "./person";
import { follow, view } from "./route";
import { install } from "./shell/install";
import "./style/base.css";
import "./style/camera.css";
import "./style/figure.css";
import "./style/keeping.css";
import "./style/parts.css";
import "./style/progress.css";
import "./style/scene.css";
import "./style/screen.css";
import "./style/session.css";
import "./style/settings.css";
import "./style/start.css";
import "./style/today.css";
import "./style/work.css";
import { catalogue } from "./texts";
import { keepAwake } from "./wake";
import { api } from "./wire/api";

addEventListener("hashchange", follow);
follow();
effect(() => {
  document.documentElement.lang = catalogue.value.language.replace("_", "-");
  document.documentElement.dir = catalogue.value.direction;
});
view.subscribe(() => {
  notice.value = null;
});
connect();
install();
heart.start();
keepAwake();
keepFocus();
attempt(load);

/** A page that is in English for a moment, and then in another language, flickers; one that is empty for longer is broken. */
const AT_MOST_MS = 500;

const texts = api.texts().then((found) => {
  catalogue.value = found;
});
attempt(() => texts);
void Promise.race([texts.catch(() => null), new Promise((over) => setTimeout(over, AT_MOST_MS))]).then(() => {
  render(<App />, document.getElementById("page") as HTMLElement);
});
