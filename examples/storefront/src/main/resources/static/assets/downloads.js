// Opens the keys of a line in a dialog, and copies them. Without it the same forms lead to a page with the keys.
(() => {
  "use strict";

  document.documentElement.classList.add("scripted");

  for (const form of document.querySelectorAll("form[data-opens]")) {
    form.addEventListener("submit", event => {
      event.preventDefault();
      open(form, document.getElementById(form.dataset.opens));
    });
  }
  document.querySelectorAll("main").forEach(listen);

  async function open(form, dialog) {
    const failed = document.getElementById("failed");
    const button = form.querySelector("button");
    if (button.ariaBusy === "true") {
      return;
    }
    button.ariaBusy = "true";
    failed.hidden = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "X-Part": "dialog" },
        body: new URLSearchParams(new FormData(form)),
      });
      if (answer.redirected) {
        location.assign(answer.url); // the page had been open for too long
      } else if (answer.ok) {
        const content = new DOMParser().parseFromString(await answer.text(), "text/html");
        dialog.replaceChildren(...content.body.childNodes);
        dialog.showModal();
      } else {
        failed.hidden = false;
      }
    } catch {
      failed.hidden = false;
    } finally {
      button.ariaBusy = null;
    }
  }

  function listen(main) {
    main.addEventListener("click", event => {
      const button = event.target.closest("button");
      const shown = event.target.closest("dialog, main");
      if (event.target.matches("dialog") || button?.matches("[data-close]")) {
        shown.close(); // beside the dialog, or its button
      } else if (button?.matches("[data-copy]")) {
        copy(shown, [button.parentElement.querySelector(".key")]);
      } else if (button?.matches("[data-copy-all]")) {
        copy(shown, [...shown.querySelectorAll("[data-keys] .key")]);
      }
    });
    // What was seen does not stay in the page.
    main.querySelector("dialog")?.addEventListener("close", event => event.target.replaceChildren());
  }

  async function copy(shown, keys) {
    const status = shown.querySelector("[role=status]");
    status.textContent = "";
    let copied = true;
    try {
      await navigator.clipboard.writeText(keys.map(key => key.textContent).join("\n"));
    } catch {
      select(keys);
      copied = false;
    }
    // In the next frame, so that the same words are read out again.
    requestAnimationFrame(() => {
      status.textContent = copied ? status.dataset.copied : status.dataset.selected;
    });
  }

  function select(keys) {
    const range = document.createRange();
    range.setStart(keys[0].firstChild, 0);
    range.setEnd(keys[keys.length - 1].firstChild, keys[keys.length - 1].textContent.length);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
})();
