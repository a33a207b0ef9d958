// Keeps what is typed: on the server a moment after typing stops, and on this device while there is no signal.
const QUIET = 1500;
const LONGEST = 8000;
const SOON = 300;
const PATIENCE = 20000;
const RETRY = [5000, 15000, 30000, 60000];
// Browsers send no more than this while a page is being left.
const LEAVING = 60000;
const HERE = matchMedia("(pointer: coarse)").matches ? "phone" : "computer";
const UNSENT = "sending failed";

function element(name, text, className = "govuk-body") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

// Sends one text to its own page; gives what the server said, or UNSENT when nobody heard.
async function post(address, fields, keepalive = false) {
  const body = new URLSearchParams([...fields, ["keep", "quietly"]]);
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      redirect: "manual",
      cache: "no-store",
      credentials: "same-origin",
      keepalive: keepalive && body.toString().length < LEAVING,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.type === "opaqueredirect") {
      return { state: "signed_out_unkept" };
    }
    if (answer.headers.get("Content-Type")?.includes("json")) {
      return await answer.json();
    }
    return answer.status === 404 ? { state: "out_of_reach" } : answer.status < 500 ? { state: "refused" } : UNSENT;
  } catch {
    return UNSENT;
  }
}

// Says whether a box holds something else than the page came with.
function differs(box) {
  if (box.type === "checkbox" || box.type === "radio") {
    return box.checked !== box.defaultChecked;
  }
  if (box.tagName === "SELECT") {
    return [...box.options].some((option) => option.defaultSelected && !option.selected);
  }
  return ["INPUT", "TEXTAREA"].includes(box.tagName) && box.type !== "hidden" && box.value !== box.defaultValue;
}

class KeptForm {
  constructor(form, device) {
    this.form = form;
    this.device = device;
    this.address = location.pathname;
    // Counts what was typed, what the server has of it, and what this device has.
    this.typed = this.sent = this.stored = 0;
    this.failures = 0;
    this.last = 0;
    this.state = "";
    this.line = form.querySelector("[data-cin-keeping-line]");
    this.said = form.querySelector("[data-cin-keeping-said]");
    this.notices = form.querySelector("[data-cin-keeping-notices]");
    // What was just sent and not acted on, the server keeps itself.
    this.isKept = this.line.textContent !== "";
    form.dataset.cinKept = "yes";
    this.listen();
    // What was typed before this module came is heard of now.
    if ([...form.elements].some(differs)) {
      this.changed();
    }
  }

  get id() {
    return this.form.elements.submission.value;
  }

  get isUnsent() {
    return this.typed > this.sent;
  }

  get isLost() {
    return this.typed > Math.max(this.sent, this.stored);
  }

  listen() {
    const typed = () => this.changed();
    this.form.addEventListener("input", typed);
    this.form.addEventListener("change", typed);
    this.form.addEventListener("click", (event) => {
      if (event.target.closest(".moj-add-another__add-button, .moj-add-another__remove-button")) {
        setTimeout(typed);
      }
    });
    this.form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.leave());
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("online", () => this.isUnsent && this.send());
    window.addEventListener("offline", () => this.isUnsent && this.keepHere());
    window.addEventListener("focus", () => this.state === "signed_out" && this.send());
    window.addEventListener("beforeunload", (event) => {
      if (this.isLost && !this.isGoing) {
        event.preventDefault();
      }
    });
  }

  // What the form holds, files left out, and which of this page's sendings it is.
  fields() {
    this.last = Math.max(Date.now(), this.last + 1);
    this.form.elements.kept_sequence.value = String(this.last);
    return [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
  }

  changed() {
    this.typed += 1;
    this.isGoing = false;
    clearTimeout(this.storing);
    this.storing = setTimeout(() => this.store(), SOON);
    clearTimeout(this.sending);
    this.waitingSince ??= Date.now();
    const wait = Math.min(QUIET, Math.max(0, this.waitingSince + LONGEST - Date.now()));
    this.sending = setTimeout(() => this.send(), wait);
  }

  async store() {
    const typed = this.typed;
    if (typed <= this.sent || this.isGone) {
      return;
    }
    const text = { address: this.address, fields: this.fields() };
    if (await this.device?.put(this.id, text).catch(() => false)) {
      this.stored = Math.max(this.stored, typed);
    }
    if (typed <= this.sent) {
      await this.device?.remove(this.id).catch(() => {});
    }
  }

  leave() {
    if (this.isUnsent && !this.isGoing && navigator.onLine) {
      this.store();
      this.send(true);
    }
  }

  // Sends what is typed; says whether the server has all of it.
  async send(isLeaving = false) {
    clearTimeout(this.sending);
    if (this.isGone) {
      return false;
    }
    if (!navigator.onLine) {
      await this.keepHere();
      return false;
    }
    if (this.busy && !isLeaving) {
      await this.busy;
      return this.isUnsent ? this.send() : true;
    }
    this.waitingSince = undefined;
    const typed = this.typed;
    this.busy = post(this.address, this.fields(), isLeaving);
    const told = await this.busy;
    this.busy = undefined;
    if (told === UNSENT) {
      await this.keepHere();
      const wait = RETRY[Math.min(this.failures, RETRY.length - 1)];
      this.failures += 1;
      this.sending = setTimeout(() => this.send(), wait);
      return false;
    }
    this.failures = 0;
    return this.hear(told, typed);
  }

  async hear(told, typed) {
    if (told.csrf) {
      this.form.elements.csrfmiddlewaretoken.value = told.csrf;
    }
    if (this.isGoing && told.state === "acted") {
      return true;
    }
    if (told.state === "acted") {
      // The form did its work in another tab: what is typed now is a text of its own.
      this.form.elements.submission.value = crypto.randomUUID();
      return this.send();
    }
    if (["kept", "signed_out", "somebody_else", "out_of_reach"].includes(told.state)) {
      this.sent = Math.max(this.sent, typed);
      await this.device?.remove(this.id).catch(() => {});
    } else {
      await this.store();
    }
    this.isGone = ["somebody_else", "out_of_reach"].includes(told.state);
    this.show(told);
    return !this.isUnsent;
  }

  async keepHere() {
    await this.store();
    if (!this.isUnsent) {
      return;
    }
    const why = navigator.onLine ? "The service cannot be reached" : "No signal";
    const where = this.isLost
      ? "this browser cannot keep what you type. Leave this page open."
      : `kept on this ${HERE}. It is sent when the signal returns.`;
    this.say("here", `${why}: ${where}`);
  }

  // Puts a line under the form; it is read out only when it says something new.
  say(state, line) {
    this.line.textContent = line;
    this.line.classList.add("cin-keeping__line--live");
    if (this.state !== state) {
      this.said.textContent = line;
    }
    this.state = state;
  }

  // Adds a link to the line, which stays in sight wherever the person is in the form.
  addLink(text, href, isNewTab = false) {
    const link = element("a", text, "govuk-link");
    link.href = href;
    if (isNewTab) {
      link.target = "_blank";
    }
    this.line.append(" ", link);
  }

  show(told) {
    const lines = {
      kept: `Last saved as a draft at ${told.at}.`,
      signed_out: `You have been signed out. What you typed is still here, and kept at ${told.at}.`,
      signed_out_unkept: "You have been signed out. What you typed is still here.",
      somebody_else: "Somebody else has signed in here. What you typed is kept for you, and this page keeps no more.",
      out_of_reach: "You can no longer open this record. What you typed is kept, but this page keeps no more.",
      full: told.reason,
      refused: "What you typed cannot be kept: it is too long, or this page is too old. Copy it before you leave.",
    };
    const isOut = told.state.startsWith("signed_out");
    this.say(isOut ? "signed_out" : told.state, lines[told.state]);
    if (isOut) {
      this.addLink("Sign in (opens in a new tab)", this.line.dataset.cinSignIn, true);
    }
    const notices = [];
    if (told.changed) {
      notices.push(element("p", "Somebody changed this record after you opened it. Nothing is written over: when you save, you see both texts."));
    }
    (told.elsewhere ?? []).forEach((other) => notices.push(this.elsewhere(other)));
    (told.others ?? []).forEach((other) => notices.push(element("p", `${other.replace(", last at", " is also writing this, last at")}.`)));
    if ((told.others ?? []).length) {
      document.querySelectorAll("[data-cin-others]").forEach((shown) => shown.remove());
    }
    this.notice(notices);
    if (notices.length) {
      this.addLink("Read the note below", `#${this.notices.id}`);
    }
  }

  // Replaces the notices only when they differ, so that they are not read out again and again.
  notice(notices) {
    const words = notices.map((each) => each.textContent).join("\n");
    if (words !== this.noticed) {
      this.noticed = words;
      this.notices.replaceChildren(...notices);
      this.notices.classList.toggle("cin-keeping__notices--shown", notices.length > 0);
    }
  }

  elsewhere(other) {
    const section = document.createElement("div");
    const line = element("p", `You also typed in this form elsewhere, last at ${other.at}. Both texts are kept. `);
    const link = element("a", "Show the other text (opens in a new tab)", "govuk-link");
    link.href = other.address;
    link.target = "_blank";
    line.append(link);
    section.append(line);
    other.rows.forEach((row) => {
      section.append(element("p", row.label, "govuk-body govuk-!-font-weight-bold"), element("p", row.text, "govuk-body cin-typed"));
    });
    return section;
  }

  // A form goes only when what it holds is safe; without a signal it stays, and says so.
  async submit(event) {
    if (this.isGoing) {
      return;
    }
    const { submitter } = event;
    if (!this.isUnsent && navigator.onLine) {
      this.isGoing = true;
      return;
    }
    event.preventDefault();
    if (this.isSubmitting) {
      return;
    }
    this.isSubmitting = true;
    const isReady = await this.makeReady();
    this.isSubmitting = false;
    if (isReady) {
      this.isGoing = true;
      this.form.requestSubmit(submitter);
    }
  }

  // Puts what is typed in safety before the form goes; says whether it can go.
  async makeReady() {
    clearTimeout(this.sending);
    await this.store();
    const isTroubled = !navigator.onLine || this.failures > 0 || this.isLost;
    if (isTroubled && !(await this.send()) && (!navigator.onLine || this.failures > 0)) {
      this.say("stayed", `${this.line.textContent} Nothing was submitted yet: press the button again then.`);
      return false;
    }
    clearTimeout(this.sending);
    await this.busy;
    return true;
  }
}

// Sends what an earlier page left on this device; gives the addresses of the forms it was typed in.
async function sendLeft(device, open) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  const sent = [];
  if (!device || !token || !navigator.onLine) {
    return sent;
  }
  for (const [id, { address, fields }] of await device.all()) {
    const mine = open.find((form) => form.id === id);
    if (mine?.isKept && !mine.typed) {
      await device.remove(id);
    }
    if (mine) {
      continue;
    }
    const renewed = fields.map(([name, value]) => [name, name === "csrfmiddlewaretoken" ? token : value]);
    const told = await post(address, renewed);
    if (["kept", "acted", "out_of_reach"].includes(told.state)) {
      await device.remove(id);
    }
    if (told.state === "kept") {
      sent.push(address);
    }
  }
  return sent;
}

function tell(text) {
  const box = element("div", "", "govuk-inset-text cin-kept");
  box.setAttribute("role", "status");
  document.getElementById("main-content").prepend(box);
  box.append(element("p", text));
}

async function sendWhatIsLeft(device, open) {
  const sent = await sendLeft(device, open).catch(() => []);
  const here = open.find((form) => sent.includes(form.address));
  if (here && !here.typed) {
    location.replace(location.pathname);
  } else if (sent.length) {
    tell(`What you typed without a signal has been sent from this ${HERE}. You find it on Today, under Unfinished.`);
  }
}

// Signing out destroys what this device keeps: what can still be sent is sent first.
function guardSigningOut(device, open) {
  document.querySelectorAll("form[data-cin-sign-out]").forEach((form) => {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await Promise.all(open.filter((each) => each.isUnsent).map((each) => each.send()));
      await sendLeft(device, []).catch(() => []);
      const left = open.some((each) => each.isUnsent) || (await device?.all().catch(() => []))?.length;
      const question = `Something you typed is only on this ${HERE}. Signing out destroys it. Sign out all the same?`;
      if (left && !window.confirm(question)) {
        return;
      }
      open.forEach((each) => {
        each.isGone = each.isGoing = true;
      });
      await device?.destroy().catch(() => {});
      form.submit();
    });
  });
}

export async function keep(owner, deviceAddress) {
  const { claim } = await import(deviceAddress);
  const device = await claim(owner);
  const open = [...document.querySelectorAll("form:has([data-cin-keeping-line])")].map((form) => new KeptForm(form, device));
  guardSigningOut(device, open);
  window.addEventListener("online", () => sendWhatIsLeft(device, open));
  sendWhatIsLeft(device, open);
}
