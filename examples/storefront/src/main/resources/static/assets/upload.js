/* Drag a file anywhere onto the page: it is chosen as if by hand, and nothing is sent before the button is pressed. */
'use strict';

const form = document.querySelector('[data-upload]');
const zone = form.querySelector('[data-drop]');
const chosen = form.querySelector('[data-chosen]');
const file = form.elements.file;
const LARGEST_FILE = 20 * 1024 * 1024;
const LARGEST_TEXT = 1024 * 1024;

function hasFiles(event) {
  return event.dataTransfer !== null && [...event.dataTransfer.types].includes('Files');
}

function choose(files) {
  const one = new DataTransfer();
  one.items.add(files[0]);
  file.files = one.files;
  check();
  chosen.textContent += files.length > 1 ? ' Only one at a time: the others are left out.' : '';
  zone.scrollIntoView({ block: 'center' });
  file.focus();
}

function check() {
  const picked = file.files[0];
  chosen.textContent = picked ? `${picked.name}, ${Math.ceil(picked.size / 1024).toLocaleString('en')} KB.` : '';
  file.setCustomValidity(picked && picked.size > LARGEST_FILE ? 'This file is larger than 20 MB: divide it.' : '');
}

document.addEventListener('dragover', (event) => {
  if (hasFiles(event)) {
    event.preventDefault();
    zone.classList.add('over');
  }
});
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) {
    zone.classList.remove('over');
  }
});
document.addEventListener('drop', (event) => {
  if (hasFiles(event)) {
    event.preventDefault();
    zone.classList.remove('over');
    choose(event.dataTransfer.files);
  }
});
file.addEventListener('change', check);
form.elements.keys.addEventListener('input', (event) => {
  const tooLong = new Blob([event.target.value]).size > LARGEST_TEXT;
  event.target.setCustomValidity(tooLong ? 'These are more than 1 MB: save them as a file, and choose that.' : '');
});
