/* Shows how far an import is, and what it did as soon as it is done. */
'use strict';

const frame = document.querySelector('[data-progress]');
const bar = frame.querySelector('progress');
const text = frame.querySelector('[data-text]');

async function look() {
  let wait = 500;
  try {
    const answer = await fetch(frame.dataset.progress, { headers: { Accept: 'application/json' } });
    // Logged out, or the program began anew: the page itself says so.
    const progress = answer.ok && !answer.redirected ? await answer.json() : { running: false };
    if (!progress.running) {
      location.reload();
      return;
    }
    bar.value = progress.percent;
    text.textContent = progress.text;
  } catch {
    wait = 3000;
  }
  setTimeout(look, wait);
}

look();
