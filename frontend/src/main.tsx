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
import "./style/parts.css";
import "./style/scene.css";
import "./style/session.css";
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
render(<App />, document.getElementById("page") as HTMLElement);
connect();
install();
heart.start();
keepAwake();
keepFocus();
attempt(load);
attempt(async () => {
  catalogue.value = await api.texts();
});
