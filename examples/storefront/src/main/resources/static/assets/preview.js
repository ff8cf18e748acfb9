/* Shows the customer's button with what is typed just now. */
'use strict';

const form = document.querySelector('form[data-preview]');
const previews = document.querySelector('[data-previews]');
let timer;
let latest = 0;

async function show() {
  latest += 1;
  const mine = latest;
  const answer = await fetch(form.dataset.preview, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
  const html = await answer.text();
  // Logged out meanwhile: what came is the login.
  if (mine === latest && answer.ok && !answer.redirected) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    previews.replaceChildren(...page.body.childNodes);
  }
}

form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => show().catch(() => {}), 250);
});
